#include "engine/models/architectures/same_convolution.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/onednn_convolution.h"

namespace sigscope::models {

namespace {

constexpr double ceiling = 6;

}  // namespace

SameConvolution::SameConvolution(Convolution convolution, std::int64_t stride, std::int64_t groups)
    : m_convolution(std::move(convolution)), m_stride(stride), m_groups(groups) {
    const bool folded = !m_convolution.norm;
    if (folded && m_stride > 1)
        m_grown = at::constant_pad_nd(m_convolution.weight, {1, 0, 1, 0})
                      .contiguous(m_convolution.weight.suggest_memory_format());
}

at::Tensor SameConvolution::operator()(const at::Tensor& inputs) const {
    const auto [placed, weight, padding] = arranged(inputs);
    return m_convolution.normed(
        at::conv2d(placed, weight, m_convolution.bias, m_stride, padding, 1, m_groups));
}

at::Tensor SameConvolution::rectified(const at::Tensor& inputs) const {
    if (m_convolution.norm) {
        at::Tensor outputs = (*this)(inputs);
        return at::hardtanh_(outputs, 0, ceiling);
    }
    const auto [placed, weight, padding] = arranged(inputs);
    return rectifiedConvolution(placed, weight, m_convolution.bias,
                                {{m_stride, m_stride}, padding, m_groups}, ceiling);
}

ConvolutionLayer SameConvolution::layer() const {
    return layerOf(m_convolution, {{m_stride, m_stride}, {0, 0}, m_groups}, Borders::Same);
}

SameConvolution::Arranged SameConvolution::arranged(const at::Tensor& inputs) const {
    const std::int64_t rows = paddingOf(inputs.size(2), 2);
    const std::int64_t columns = paddingOf(inputs.size(3), 3);
    const bool rowsOdd = rows % 2 == 1;
    const bool columnsOdd = columns % 2 == 1;
    if (!rowsOdd && !columnsOdd) return {inputs, m_convolution.weight, {rows / 2, columns / 2}};
    if (rowsOdd && columnsOdd && m_grown.defined())
        return {inputs, m_grown, {(rows + 1) / 2, (columns + 1) / 2}};
    const std::array<std::int64_t, 4> sides{columns / 2, columns - columns / 2, rows / 2,
                                            rows - rows / 2};
    return {at::constant_pad_nd(inputs, sides), m_convolution.weight, {0, 0}};
}

std::int64_t SameConvolution::paddingOf(std::int64_t length, int dimension) const {
    const std::int64_t kernel = m_convolution.weight.size(dimension);
    return std::max<std::int64_t>((outputLength(length) - 1) * m_stride + kernel - length, 0);
}

SameConvolution::Frozen SameConvolution::frozen(Activation activation) const {
    const at::Tensor& weight = m_convolution.weight;
    if (m_convolution.norm || !onednn::available(weight)) return {};
    const std::optional<double> limit =
        activation == Activation::Relu6 ? std::optional(ceiling) : std::nullopt;
    // An even padding is one less than the kernel, an odd one two less.
    const ConvolutionLayout layout{
        {m_stride, m_stride}, {(weight.size(2) - 1) / 2, (weight.size(3) - 1) / 2}, m_groups};
    const auto freeze = [&](const at::Tensor& kernel) {
        return std::make_shared<const FrozenConvolution>(kernel, m_convolution.bias, layout, limit);
    };
    return {freeze(weight), m_grown.defined() ? freeze(m_grown) : nullptr};
}

std::shared_ptr<const FrozenConvolution> SameConvolution::link(const Frozen& frozen,
                                                               std::int64_t rows,
                                                               std::int64_t columns) const {
    const bool rowsOdd = paddingOf(rows, 2) % 2 == 1;
    const bool columnsOdd = paddingOf(columns, 3) % 2 == 1;
    if (rowsOdd != columnsOdd) return nullptr;
    return rowsOdd ? frozen.odd : frozen.even;
}

}  // namespace sigscope::models
