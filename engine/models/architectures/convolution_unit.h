#pragma once

#include <ATen/core/Tensor.h>

#include "engine/models/architectures/rectified_convolution.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

/// What follows a convolution and its batch norm.
enum class Activation { None, Relu, Relu6 };

/// As many outputs as ⌈inputs / stride⌉ for odd kernels: k / 2 zeros on each side.
[[nodiscard]] ConvolutionLayout centredLayout(const Convolution& convolution,
                                              std::int64_t stride = 1, std::int64_t groups = 1);

/// No zeros beyond the borders.
[[nodiscard]] ConvolutionLayout unpaddedLayout(std::int64_t stride = 1);

/// A convolution, what follows it, and how it is applied.
class ConvolutionUnit {
public:
    ConvolutionUnit() = default;
    ConvolutionUnit(Convolution convolution, const ConvolutionLayout& layout,
                    Activation activation);

    /// Differentiable with respect to the inputs [B, C, H, W].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;

    [[nodiscard]] std::int64_t outputs() const { return m_convolution.weight.size(0); }
    [[nodiscard]] at::MemoryFormat memoryFormat() const {
        return m_convolution.weight.suggest_memory_format();
    }

private:
    Convolution m_convolution;
    ConvolutionLayout m_layout;
    Activation m_activation = Activation::None;
};

}  // namespace sigscope::models
