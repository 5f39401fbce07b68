#pragma once

#include "engine/methods/method.h"
#include "engine/models/layer_graph.h"

namespace sigscope::methods {

/// Which rectifiers go by the rule; the others by the gradient.
enum class GuidedRectifiers {
    All,
    ReluOnly,  ///< Not those with a ceiling, as the published programs.
};

/// What comes back through a rectifier y = relu(v).
enum class RectifierRule {
    Guided,       ///< Where v > 0 and what comes back is positive.
    Deconvolved,  ///< Where what comes back is positive.
};

/// What arrives at the picture `input` [1, 3, H, W] of ∂f/∂z: in its shape.
[[nodiscard]] at::Tensor guidedGradient(const models::LayerGraph& graph, const Objective& objective,
                                        const at::Tensor& input, RectifierRule rule,
                                        GuidedRectifiers rectifiers);

/// Guided backpropagation (Springenberg et al., 2015).
/// docs/theory/backward-rules.md#guided-backpropagation.
[[nodiscard]] Method guidedBackpropagation();

/// The deconvnet (Zeiler and Fergus, 2014). docs/theory/backward-rules.md#deconvnet.
[[nodiscard]] Method deconvnet();

/// The texts of `rectifiers`.
[[nodiscard]] const std::vector<Named<GuidedRectifiers>>& guidedRectifierTable();
[[nodiscard]] const std::string& guidedRectifierHelp();

/// What to know before believing a map of rules that let only positive signals through.
[[nodiscard]] const std::string& guidedCaution();

}  // namespace sigscope::methods
