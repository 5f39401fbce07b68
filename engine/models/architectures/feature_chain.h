#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <utility>

#include "engine/models/architectures/block_stages.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/layer_graph.h"

namespace sigscope::models {

/// What torchvision calls a part of `features`, from 0.
[[nodiscard]] inline std::string featureName(std::size_t index) {
    return "features." + std::to_string(index);
}

/// The `features` of torchvision's MobileNets and EfficientNets: a stem, stages of blocks of one
/// kind, and a last convolution. Each of these is one part, and a stage for class activation maps.
template <typename Block>
class FeatureChain {
public:
    explicit FeatureChain(ConvolutionUnit stem) : m_stem(std::move(stem)) {}

    void add(Block block) { m_stages.add(std::move(block)); }
    /// The blocks added since the last stage's end are a stage.
    void endStage() { m_stages.endStage(); }
    void setLast(ConvolutionUnit last) { m_last = std::move(last); }

    /// How many channels there are behind the blocks that were added.
    [[nodiscard]] std::int64_t channels() const { return m_stages.channels(m_stem.outputs()); }
    [[nodiscard]] std::int64_t outputs() const { return m_last.outputs(); }

    /// The last feature maps [B, F, h, w] of inputs [B, 3, H, W], differentiable.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        return m_last(m_stages(m_stem(inputs.contiguous(m_stem.memoryFormat()))));
    }

    /// Adds the layers that do so and marks the parts; returns the last.
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        LayerIndex maps = m_stem.describe(graph, inputs);
        graph.mark(featureName(0), maps);
        maps = m_stages.describe(graph, maps,
                                 [](std::size_t stage) { return featureName(stage + 1); });
        maps = m_last.describe(graph, maps);
        graph.mark(featureName(m_stages.count() + 1), maps);
        return maps;
    }

private:
    ConvolutionUnit m_stem;
    BlockStages<Block> m_stages;
    ConvolutionUnit m_last;
};

}  // namespace sigscope::models
