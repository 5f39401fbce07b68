#pragma once

#include <vector>

#include "engine/models/architectures/convolution_chain.h"
#include "engine/models/architectures/same_convolution.h"

namespace sigscope::models {

/// SameConvolutions one after the other, ReLU6 after each but the last.
class SameChain {
public:
    /// What follows the last one.
    enum class Ending { Linear, Rectified };

    SameChain() = default;
    SameChain(std::vector<SameConvolution> convolutions, Ending ending, Residual residual);

    /// Differentiable with respect to the inputs [B, C, H, W].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;

    /// Adds the layers that do so; returns the last.
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const;

    [[nodiscard]] std::int64_t outputs() const { return m_convolutions.back().outputs(); }
    [[nodiscard]] at::MemoryFormat memoryFormat() const {
        return m_convolutions.front().memoryFormat();
    }

private:
    /// As one node of the graph; empty where the convolutions have no such form.
    [[nodiscard]] ConvolutionChain frozenFor(const at::Tensor& inputs) const;
    [[nodiscard]] at::Tensor oneByOne(const at::Tensor& inputs) const;

    std::vector<SameConvolution> m_convolutions;
    std::vector<SameConvolution::Frozen> m_frozen;
    Ending m_ending = Ending::Linear;
    Residual m_residual = Residual::None;
};

}  // namespace sigscope::models
