#pragma once

#include <ATen/core/Tensor.h>

#include <variant>

#include "engine/models/layer_graph.h"

namespace sigscope::methods {

/// A convolution or a linear layer y = W x + b that relevance goes back through.
struct WeightedLayer {
    std::variant<models::ConvolutionLayer, models::LinearLayer> layer;
    at::Tensor inputs;   ///< x
    at::Tensor outputs;  ///< y

    [[nodiscard]] at::Tensor weight() const;
    /// b, broadcast over the outputs.
    [[nodiscard]] at::Tensor bias() const;
    /// V u for `weight` V in place of W.
    [[nodiscard]] at::Tensor applied(const at::Tensor& weight, const at::Tensor& values) const;
    /// Vᵀ s, in the shape of the inputs.
    [[nodiscard]] at::Tensor transposed(const at::Tensor& weight, const at::Tensor& signal) const;
};

/// ε that keeps all rules from dividing by zero.
inline constexpr double relevanceStabiliser = 1e-6;

/// s(t) = t + ε·sign(t), where sign(0) = 1.
[[nodiscard]] at::Tensor stabilised(const at::Tensor& values, double epsilon = relevanceStabiliser);

// The relevance of a layer's inputs, given that of its outputs, R.
// docs/theory/backward-rules.md#lrp.

[[nodiscard]] at::Tensor epsilonRule(const WeightedLayer& layer, const at::Tensor& relevance,
                                     double epsilon);
[[nodiscard]] at::Tensor zPlusRule(const WeightedLayer& layer, const at::Tensor& relevance);
/// α = 2, β = 1.
[[nodiscard]] at::Tensor alphaBetaRule(const WeightedLayer& layer, const at::Tensor& relevance);
/// γ = 0.25.
[[nodiscard]] at::Tensor gammaRule(const WeightedLayer& layer, const at::Tensor& relevance);
/// Of inputs between the pictures `lowest` and `highest`, of their shape.
[[nodiscard]] at::Tensor boxRule(const WeightedLayer& layer, const at::Tensor& relevance,
                                 const at::Tensor& lowest, const at::Tensor& highest);
[[nodiscard]] at::Tensor flatRule(const WeightedLayer& layer, const at::Tensor& relevance);

}  // namespace sigscope::methods
