#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/models/layer_graph.h"

namespace sigscope::models {

/// Blocks of one kind, one after the other, in stages: what a class activation map may be of.
template <typename Block>
class BlockStages {
public:
    void add(Block block) { m_blocks.push_back(std::move(block)); }
    /// The blocks added since the last stage's end are a stage.
    void endStage() { m_ends.push_back(m_blocks.size()); }

    [[nodiscard]] std::size_t count() const { return m_ends.size(); }
    /// The channels behind the blocks that were added, which get `inputs`.
    [[nodiscard]] std::int64_t channels(std::int64_t inputs) const {
        return m_blocks.empty() ? inputs : m_blocks.back().outputs();
    }

    /// Differentiable with respect to the inputs [B, C, H, W].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        at::Tensor values = inputs;
        for (const Block& block : m_blocks) values = block(values);
        return values;
    }

    /// Adds the layers that do so and marks stage i as `nameOf(i)`, from 0; returns the last.
    template <typename NameOf>
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs, const NameOf& nameOf) const {
        LayerIndex last = inputs;
        std::size_t block = 0;
        for (std::size_t stage = 0; stage < m_ends.size(); ++stage) {
            for (; block < m_ends[stage]; ++block) last = m_blocks[block].describe(graph, last);
            graph.mark(nameOf(stage), last);
        }
        return last;
    }

private:
    std::vector<Block> m_blocks;
    std::vector<std::size_t> m_ends;  ///< The blocks up to each stage's end.
};

}  // namespace sigscope::models
