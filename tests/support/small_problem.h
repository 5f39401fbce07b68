#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <functional>

#include "engine/integration/integrate.h"
#include "engine/methods/method_registry.h"
#include "engine/problem/map_error.h"
#include "engine/problem/problem.h"

namespace sigscope::testing {

/// What a random network is made for.
enum class Symmetry {
    None,
    Square,  ///< Invariant under flips and quarter turns of its input.
};

struct SmallProblemOptions {
    std::uint64_t seed = 1;
    Symmetry symmetry = Symmetry::None;
    int side = 16;
    c10::ScalarType dtype = c10::kDouble;
    at::Tensor mask{};  ///< [H, W]; the input is multiplied by it before the network sees it.
    std::function<void()> beforeEvaluation{};  ///< Called at each use of the network.
};

/// A random two-layer convolutional network of five classes, with a random input and baseline.
[[nodiscard]] Problem smallProblem(const SmallProblemOptions& options);

/// The classifier of smallProblem() alone.
[[nodiscard]] std::shared_ptr<const models::Classifier> smallClassifier(
    const SmallProblemOptions& options);

/// Runs a built-in method to its end.
[[nodiscard]] integration::Attribution runMethod(const Problem& problem, const std::string& method,
                                                 const ParameterValues& parameters,
                                                 integration::Observer& observer,
                                                 std::int64_t memoryBudget = 512LL << 20,
                                                 AuxiliaryInputs* auxiliary = nullptr,
                                                 const std::stop_token& stop = {});
[[nodiscard]] integration::Attribution runMethod(const Problem& problem, const std::string& method,
                                                 const ParameterValues& parameters);

using sigscope::relativeError;

}  // namespace sigscope::testing
