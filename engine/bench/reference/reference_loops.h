#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "engine/api/parameters.h"
#include "engine/bench/reference/pace.h"
#include "engine/problem/auxiliary_inputs.h"

namespace sigscope::bench {

/// What a reference loop may use.
struct ReferenceContext {
    Pace& pace;
    AuxiliaryInputs* auxiliary = nullptr;  ///< Null where a method is used without files.
};

/// Whether the published program has that method, so that there is a loop for it.
[[nodiscard]] bool hasReference(const std::string& method);

/// The map [3, H, W] of a method of the registry by a loop that does what the published program
/// does, as often as it does it: one evaluation at a time, under its rule. Its parameters are the
/// method's. What the engine is timed against when `problem` holds a network in its published form,
/// and a second way to the same numbers.
[[nodiscard]] at::Tensor runReference(const Problem& problem, const std::string& method,
                                      const ParameterValues& values,
                                      const ReferenceContext& context);

}  // namespace sigscope::bench
