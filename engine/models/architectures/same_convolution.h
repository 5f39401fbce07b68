#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <memory>

#include "engine/models/architectures/frozen_convolution.h"
#include "engine/models/architectures/rectified_convolution.h"
#include "engine/models/architectures/weight_source.h"
#include "engine/models/layer_graph.h"

namespace sigscope::models {

/// A convolution with the padding of TensorFlow's "same": as many outputs as ⌈inputs / stride⌉,
/// and where the padding is odd, one more at the right and at the bottom.
class SameConvolution {
public:
    SameConvolution() = default;
    explicit SameConvolution(Convolution convolution, std::int64_t stride = 1,
                             std::int64_t groups = 1);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;

    /// The same and ReLU6.
    [[nodiscard]] at::Tensor rectified(const at::Tensor& inputs) const;

    /// The layer of the convolution alone.
    [[nodiscard]] ConvolutionLayer layer() const;

    /// What follows a convolution of a chain.
    enum class Activation { None, Relu6 };

    /// Its forms for chains: where the padding is even, and where it is odd. Null where there is
    /// none: in the published form, in float64, on a GPU.
    struct Frozen {
        std::shared_ptr<const FrozenConvolution> even;
        std::shared_ptr<const FrozenConvolution> odd;
    };
    [[nodiscard]] Frozen frozen(Activation activation) const;

    /// The one of them for inputs of that height and width; null if there is none.
    [[nodiscard]] std::shared_ptr<const FrozenConvolution> link(const Frozen& frozen,
                                                                std::int64_t rows,
                                                                std::int64_t columns) const;

    /// Of a side of that length.
    [[nodiscard]] std::int64_t outputLength(std::int64_t length) const {
        return (length + m_stride - 1) / m_stride;
    }

    [[nodiscard]] std::int64_t outputs() const { return m_convolution.weight.size(0); }
    [[nodiscard]] at::MemoryFormat memoryFormat() const {
        return m_convolution.weight.suggest_memory_format();
    }

private:
    /// The same convolution, its padding the same on both sides.
    struct Arranged {
        at::Tensor inputs;
        at::Tensor weight;
        std::array<std::int64_t, 2> padding;
    };
    [[nodiscard]] Arranged arranged(const at::Tensor& inputs) const;
    /// Along a dimension (2 or 3) of that length.
    [[nodiscard]] std::int64_t paddingOf(std::int64_t length, int dimension) const;

    Convolution m_convolution;
    /// The kernel with a row and a column of zeros before it: with it an odd padding becomes an
    /// even one, and the inputs need not be copied to be padded. Only where the stride is
    /// not 1, and not in the published form.
    at::Tensor m_grown;
    std::int64_t m_stride = 1;
    std::int64_t m_groups = 1;
};

}  // namespace sigscope::models
