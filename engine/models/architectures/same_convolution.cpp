#include "engine/models/architectures/same_convolution.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

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

SameConvolution::Arranged SameConvolution::arranged(const at::Tensor& inputs) const {
    const std::int64_t rows = paddingOf(inputs, 2);
    const std::int64_t columns = paddingOf(inputs, 3);
    const bool rowsOdd = rows % 2 == 1;
    const bool columnsOdd = columns % 2 == 1;
    if (!rowsOdd && !columnsOdd) return {inputs, m_convolution.weight, {rows / 2, columns / 2}};
    if (rowsOdd && columnsOdd && m_grown.defined())
        return {inputs, m_grown, {(rows + 1) / 2, (columns + 1) / 2}};
    const std::array<std::int64_t, 4> sides{columns / 2, columns - columns / 2, rows / 2,
                                            rows - rows / 2};
    return {at::constant_pad_nd(inputs, sides), m_convolution.weight, {0, 0}};
}

std::int64_t SameConvolution::paddingOf(const at::Tensor& inputs, int dimension) const {
    const std::int64_t size = inputs.size(dimension);
    const std::int64_t kernel = m_convolution.weight.size(dimension);
    const std::int64_t outputs = (size + m_stride - 1) / m_stride;
    return std::max<std::int64_t>((outputs - 1) * m_stride + kernel - size, 0);
}

}  // namespace sigscope::models
