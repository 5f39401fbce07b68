#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "engine/models/architectures/weight_source.h"
#include "engine/models/layer_graph.h"

namespace sigscope::models {

/// A batch norm that no convolution precedes: a factor and a summand for each channel.
class ChannelScale {
public:
    ChannelScale() = default;

    /// Takes the four tensors of the batch norm `name`.
    ChannelScale(const WeightSource& weights, const std::string& name, std::int64_t channels,
                 double epsilon);

    /// Differentiable with respect to the inputs [B, C, H, W].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;

    /// As a convolution of each channel by itself.
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const;

private:
    at::Tensor m_factor, m_summand;  ///< [1, C, 1, 1]
};

}  // namespace sigscope::models
