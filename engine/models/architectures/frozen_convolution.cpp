#include "engine/models/architectures/frozen_convolution.h"

#include <ATen/ATen.h>

#include <utility>

namespace sigscope::models {

namespace {

constexpr auto channelsLast = at::MemoryFormat::ChannelsLast;

/// A 4×4 kernel whose first row and column are zeros, at a stride of 2, on few channels.
bool isGrownStem(const at::Tensor& weight, const ConvolutionLayout& layout) {
    constexpr std::int64_t fewChannels = 4;
    return layout.groups == 1 && layout.stride[0] == 2 && layout.stride[1] == 2 &&
           layout.padding[0] == 1 && layout.padding[1] == 1 && weight.size(1) <= fewChannels &&
           weight.size(2) == 4 && weight.size(3) == 4 && !weight.select(2, 0).any().item<bool>() &&
           !weight.select(3, 0).any().item<bool>();
}

/// The kernel [out, in, 4, 4] of isGrownStem() as one of 2×2 from the outputs to the four pixels
/// that each of them lies on: [in · 4, out, 2, 2]. Of the rows 0 … 3, pixel 0 takes [3, 1] and
/// pixel 1 takes [0, 2] from the outputs before and at its place.
at::Tensor interleavingKernel(const at::Tensor& weight) {
    const at::Tensor rows = at::tensor({3, 1, 0, 2}, at::kLong);
    const at::Tensor taps = weight.index_select(2, rows).index_select(3, rows);
    return taps.view({weight.size(0), weight.size(1), 2, 2, 2, 2})
        .permute({1, 2, 4, 0, 3, 5})
        .reshape({weight.size(1) * 4, weight.size(0), 2, 2});
}

}  // namespace

FrozenConvolution::FrozenConvolution(const at::Tensor& weight, at::Tensor bias,
                                     const ConvolutionLayout& layout, std::optional<double> ceiling)
    : m_weight(weight.contiguous(channelsLast)),
      m_bias(std::move(bias)),
      m_layout(layout),
      m_ceiling(ceiling),
      m_packed(m_weight, layout) {
    arrangeBackward();
}

void FrozenConvolution::arrangeBackward() {
    const bool depthwise = m_layout.groups == m_weight.size(0) && m_weight.size(1) == 1;
    const bool everyPixel = m_layout.stride[0] == 1 && m_layout.stride[1] == 1;
    at::Tensor reversed;
    if (everyPixel && (depthwise || m_layout.groups == 1)) {
        reversed = m_weight.flip({2, 3});
        if (!depthwise) reversed = reversed.transpose(0, 1);
        m_reversedLayout.groups = m_layout.groups;
        for (int i = 0; i < 2; ++i)
            m_reversedLayout.padding[i] = m_weight.size(2 + i) - 1 - m_layout.padding[i];
    } else if (isGrownStem(m_weight, m_layout)) {
        reversed = interleavingKernel(m_weight);
        m_reversedLayout.padding = {1, 1};
        m_interleaving = 2;
    } else {
        return;
    }
    m_reversed = {reversed.contiguous(channelsLast), m_reversedLayout};
}

at::Tensor FrozenConvolution::forward(const at::Tensor& inputs) const {
    return onednn::convolve(inputs, m_packed.of(inputs), m_bias, m_layout, m_ceiling);
}

at::Tensor FrozenConvolution::throughActivation(const at::Tensor& gradient,
                                                const at::Tensor& outputs,
                                                Ownership ownership) const {
    if (!m_ceiling) return gradient;
    if (ownership == Ownership::Borrowed)
        return at::hardtanh_backward(gradient, outputs, 0, *m_ceiling);
    at::Tensor own = gradient;
    return at::hardtanh_backward_out(own, gradient, outputs, 0, *m_ceiling);
}

at::Tensor FrozenConvolution::backward(const at::Tensor& gradient, const at::Tensor& inputs) const {
    if (m_interleaving > 1) return interleaved(gradient, inputs);
    if (m_reversed.defined())
        return onednn::convolve(gradient, m_reversed.of(gradient), {}, m_reversedLayout,
                                std::nullopt);
    return std::get<0>(at::convolution_backward(
        gradient, inputs, m_weight, at::OptionalIntArrayRef(), m_layout.stride, m_layout.padding,
        {1, 1}, /*transposed=*/false, {0, 0}, m_layout.groups, {true, false, false}));
}

at::Tensor FrozenConvolution::interleaved(const at::Tensor& gradient,
                                          const at::Tensor& inputs) const {
    const std::int64_t n = m_interleaving;
    const at::Tensor pixels =
        onednn::convolve(gradient, m_reversed.of(gradient), {}, m_reversedLayout, std::nullopt)
            .slice(2, 0, gradient.size(2))
            .slice(3, 0, gradient.size(3));
    return pixels.unflatten(1, {inputs.size(1), n, n})
        .permute({0, 1, 4, 2, 5, 3})
        .reshape(inputs.sizes());
}

}  // namespace sigscope::models
