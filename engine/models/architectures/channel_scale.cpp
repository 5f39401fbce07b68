#include "engine/models/architectures/channel_scale.h"

#include <ATen/ATen.h>

namespace sigscope::models {

ChannelScale::ChannelScale(const WeightSource& weights, const std::string& name,
                           std::int64_t channels, double epsilon) {
    const auto taken = [&](const char* part) {
        return weights.take(name + part, {channels}).view({1, channels, 1, 1});
    };
    m_factor = taken(".weight") / (taken(".running_var") + epsilon).sqrt();
    m_summand = taken(".bias") - taken(".running_mean") * m_factor;
}

at::Tensor ChannelScale::operator()(const at::Tensor& inputs) const {
    return inputs * m_factor + m_summand;
}

LayerIndex ChannelScale::describe(LayerGraph& graph, LayerIndex inputs) const {
    const std::int64_t channels = m_factor.numel();
    return graph.add(ConvolutionLayer{.weight = m_factor.view({channels, 1, 1, 1}),
                                      .bias = m_summand.view({channels}),
                                      .groups = channels},
                     {inputs});
}

}  // namespace sigscope::models
