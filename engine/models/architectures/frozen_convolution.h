#pragma once

#include <ATen/core/Tensor.h>

#include <optional>

#include "engine/models/architectures/onednn_convolution.h"

namespace sigscope::models {

/// A convolution of frozen weights, and what follows it, in both directions: float32 on the CPU.
/// The weights are arranged for both once, so that an evaluation spends its time on arithmetic
/// alone. What it takes and gives is channels last in memory.
class FrozenConvolution {
public:
    /// `ceiling` is that of rectifiedConvolution(); nothing for a linear one. `weight` has to be
    /// such that onednn::available() holds.
    FrozenConvolution(const at::Tensor& weight, at::Tensor bias, const ConvolutionLayout& layout,
                      std::optional<double> ceiling);

    [[nodiscard]] at::Tensor forward(const at::Tensor& inputs) const;

    /// The gradient before the activation, given that of the `outputs` after it.
    /// With Ownership::Own the given one is overwritten.
    enum class Ownership { Own, Borrowed };
    [[nodiscard]] at::Tensor throughActivation(const at::Tensor& gradient,
                                               const at::Tensor& outputs,
                                               Ownership ownership) const;

    /// The gradient of the `inputs`, given that before the activation.
    [[nodiscard]] at::Tensor backward(const at::Tensor& gradient, const at::Tensor& inputs) const;

    [[nodiscard]] bool isRectified() const { return m_ceiling.has_value(); }

private:
    void arrangeBackward();
    [[nodiscard]] at::Tensor interleaved(const at::Tensor& gradient,
                                         const at::Tensor& inputs) const;

    at::Tensor m_weight;
    at::Tensor m_bias;
    ConvolutionLayout m_layout;
    std::optional<double> m_ceiling;
    onednn::PackedWeight m_packed;
    /// The convolution that is the backward pass; undefined where there is none of that kind.
    onednn::PackedWeight m_reversed;
    ConvolutionLayout m_reversedLayout;
    std::int64_t m_interleaving = 1;  ///< Its outputs hold that many rows and columns of pixels.
};

}  // namespace sigscope::models
