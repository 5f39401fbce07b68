#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

#include "engine/models/layer_graph.h"
#include "engine/problem/objective.h"

namespace sigscope::methods {

/// A layer on the way back from the logits to the picture.
struct LayerPass {
    const models::LayerFunction& function;
    models::LayerIndex index = 0;
    std::vector<at::Tensor> inputs;
    at::Tensor output;
    at::Tensor signal;  ///< What has arrived at the output, from all layers that take it.
};

/// What a layer hands on: for each of its inputs what that gets of the signal.
using BackwardRule = std::function<std::vector<at::Tensor>(const LayerPass&)>;

/// The rule that is the gradient's.
[[nodiscard]] std::vector<at::Tensor> gradientRule(const LayerPass& pass);

/// What arrives at layer `until` when `atLogits` [B, K] goes back through `graph` by `rule`;
/// `values` are the layers', as LayerGraph::values() gives them. docs/theory/backward-rules.md#how.
[[nodiscard]] at::Tensor passBack(const models::LayerGraph& graph,
                                  const std::vector<at::Tensor>& values, const at::Tensor& atLogits,
                                  models::LayerIndex until, const BackwardRule& rule);

/// ∂f/∂z at `logits` z [B, K], in their type: what goes back first.
[[nodiscard]] at::Tensor logitGradient(const Objective& objective, const at::Tensor& logits);

}  // namespace sigscope::methods
