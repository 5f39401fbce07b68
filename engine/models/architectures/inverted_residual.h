#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/models/architectures/squeeze_excitation.h"

namespace sigscope::models {

/// What the weights of a block do not tell.
struct InvertedResidualKind {
    std::int64_t stride = 1;
    Activation activation = Activation::Silu;
    SqueezeExcitation::Curves curves{};
    double batchNormEpsilon = 1e-5;
    Borders borders = Borders::Padded;  ///< Of convolutions whose stride is not 1.
};

/// A block of MobileNet v3 and of EfficientNet: expand 1×1 unless the weights have no such part,
/// depthwise 3×3 or 5×5, squeeze and excitation if they have it, project 1×1; its inputs are added
/// where they have the shape of its outputs.
class InvertedResidual {
public:
    /// Takes the parts `name`.block.0, `name`.block.1, …, each a convolution .0 with a batch norm
    /// .1, or squeeze and excitation. A first convolution of 3×3 that sees all channels is that of
    /// EfficientNet v2's fused block: it stands for expansion and depthwise convolution, and for
    /// the projection too where none follows.
    InvertedResidual(const WeightSource& weights, const std::string& name, std::int64_t inputs,
                     const InvertedResidualKind& kind);

    /// Differentiable with respect to the inputs [B, C, H, W].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const;
    [[nodiscard]] std::int64_t outputs() const;

private:
    std::vector<ConvolutionUnit> m_first;  ///< Before the excitation.
    std::optional<SqueezeExcitation> m_excitation;
    std::optional<ConvolutionUnit> m_projection;
    bool m_isResidual = false;
};

/// The unit of a convolution `name`.0 and its batch norm `name`.1, with zeros beyond the borders so
/// that outputs are ⌈inputs / stride⌉ wide and high (of odd lengths, Borders::Trailing gives one
/// less).
[[nodiscard]] ConvolutionUnit takeNormedUnit(const WeightSource& weights, const std::string& name,
                                             const std::vector<std::int64_t>& shape,
                                             const InvertedResidualKind& kind);

}  // namespace sigscope::models
