#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <utility>
#include <vector>

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

    void add(Block block) { m_blocks.push_back(std::move(block)); }
    /// The blocks added since the last stage's end are a stage.
    void endStage() { m_ends.push_back(m_blocks.size()); }
    void setLast(ConvolutionUnit last) { m_last = std::move(last); }

    /// How many channels there are behind the blocks that were added.
    [[nodiscard]] std::int64_t channels() const {
        return m_blocks.empty() ? m_stem.outputs() : m_blocks.back().outputs();
    }
    [[nodiscard]] std::int64_t outputs() const { return m_last.outputs(); }

    /// The last feature maps [B, F, h, w] of inputs [B, 3, H, W], differentiable.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        at::Tensor values = m_stem(inputs.contiguous(m_stem.memoryFormat()));
        for (const Block& block : m_blocks) values = block(values);
        return m_last(values);
    }

    /// Adds the layers that do so and marks the parts; returns the last.
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        LayerIndex maps = m_stem.describe(graph, inputs);
        graph.mark(featureName(0), maps);
        std::size_t block = 0;
        for (std::size_t stage = 0; stage < m_ends.size(); ++stage) {
            for (; block < m_ends[stage]; ++block) maps = m_blocks[block].describe(graph, maps);
            graph.mark(featureName(stage + 1), maps);
        }
        maps = m_last.describe(graph, maps);
        graph.mark(featureName(m_ends.size() + 1), maps);
        return maps;
    }

private:
    ConvolutionUnit m_stem;
    std::vector<Block> m_blocks;
    std::vector<std::size_t> m_ends;  ///< The blocks up to each stage's end.
    ConvolutionUnit m_last;
};

}  // namespace sigscope::models
