#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/problem/problem.h"

namespace sigscope::testing {

/// The architectures of the program by the names of builtInProblem().
[[nodiscard]] const std::vector<std::string>& builtInArchitectures();

/// A logit of a built-in architecture between a baseline and an input, in float64: synthetic
/// weights (EfficientNet-Lite's are the published ones), inputs as small as the network takes.
[[nodiscard]] Problem builtInProblem(const std::string& architecture,
                                     models::Form form = models::Form::Fast);

/// The classifier of `state`, in float64.
[[nodiscard]] std::shared_ptr<models::Classifier> classifierOf(
    const models::StateDict& state, models::Form form = models::Form::Fast);

/// A network behind torchvision's transform_input.
[[nodiscard]] Problem renormalised(const Problem& problem);

}  // namespace sigscope::testing
