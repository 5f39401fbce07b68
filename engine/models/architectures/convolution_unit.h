#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "engine/models/architectures/rectified_convolution.h"
#include "engine/models/architectures/weight_source.h"
#include "engine/models/layer_graph.h"

namespace sigscope::models {

/// What follows a convolution and its batch norm.
enum class Activation { None, Relu, Relu6, HardSwish, Silu };

/// As many outputs as ⌈inputs / stride⌉ for odd kernels: k / 2 zeros on each side.
[[nodiscard]] ConvolutionLayout centredLayout(const Convolution& convolution,
                                              std::int64_t stride = 1, std::int64_t groups = 1);

/// No zeros beyond the borders.
[[nodiscard]] ConvolutionLayout unpaddedLayout(std::int64_t stride = 1);

/// The layer of a convolution and its batch norm, in the type of its weights.
[[nodiscard]] ConvolutionLayer layerOf(const Convolution& convolution,
                                       const ConvolutionLayout& layout,
                                       Borders borders = Borders::Padded);

/// A convolution, what follows it, and how it is applied.
class ConvolutionUnit {
public:
    ConvolutionUnit() = default;
    /// With borders that are not Padded, the layout's padding is not heeded.
    ConvolutionUnit(Convolution convolution, const ConvolutionLayout& layout, Activation activation,
                    Borders borders = Borders::Padded);

    /// Differentiable with respect to the inputs [B, C, H, W].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;

    /// Adds the layers that do so; returns the last.
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const;

    [[nodiscard]] std::int64_t outputs() const { return m_convolution.weight.size(0); }
    [[nodiscard]] at::MemoryFormat memoryFormat() const {
        return m_convolution.weight.suggest_memory_format();
    }

private:
    /// The inputs with those zeros beyond their borders that `layout` does not have.
    struct Bordered {
        at::Tensor inputs;
        ConvolutionLayout layout;
    };
    [[nodiscard]] Bordered bordered(const at::Tensor& inputs) const;

    Convolution m_convolution;
    ConvolutionLayout m_layout;
    Activation m_activation = Activation::None;
    Borders m_borders = Borders::Padded;
};

/// The convolution `name` with its bias, without a batch norm.
[[nodiscard]] ConvolutionUnit takeBiasedUnit(const WeightSource& weights, const std::string& name,
                                             const std::vector<std::int64_t>& shape,
                                             Activation activation);

/// The convolution `name` that has neither bias nor batch norm nor activation.
[[nodiscard]] ConvolutionUnit takeBareUnit(const WeightSource& weights, const std::string& name,
                                           const std::vector<std::int64_t>& shape,
                                           std::int64_t stride = 1);

}  // namespace sigscope::models
