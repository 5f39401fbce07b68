#include "engine/models/architectures/same_chain.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/models/architectures/onednn_convolution.h"

namespace sigscope::models {

SameChain::SameChain(std::vector<SameConvolution> convolutions, Ending ending, Residual residual)
    : m_convolutions(std::move(convolutions)), m_ending(ending), m_residual(residual) {
    using Activation = SameConvolution::Activation;
    for (const SameConvolution& convolution : m_convolutions) {
        const bool linear = &convolution == &m_convolutions.back() && m_ending == Ending::Linear;
        m_frozen.push_back(convolution.frozen(linear ? Activation::None : Activation::Relu6));
    }
}

at::Tensor SameChain::operator()(const at::Tensor& inputs) const {
    const ConvolutionChain frozen = frozenFor(inputs);
    return frozen.empty() ? oneByOne(inputs) : applyChain(inputs, frozen, m_residual);
}

ConvolutionChain SameChain::frozenFor(const at::Tensor& inputs) const {
    if (!onednn::available(inputs)) return {};
    ConvolutionChain chain;
    std::int64_t rows = inputs.size(2);
    std::int64_t columns = inputs.size(3);
    for (std::size_t i = 0; i < m_convolutions.size(); ++i) {
        auto link = m_convolutions[i].link(m_frozen[i], rows, columns);
        if (!link) return {};
        chain.push_back(std::move(link));
        rows = m_convolutions[i].outputLength(rows);
        columns = m_convolutions[i].outputLength(columns);
    }
    return chain;
}

at::Tensor SameChain::oneByOne(const at::Tensor& inputs) const {
    at::Tensor values = inputs;
    for (const SameConvolution& convolution : m_convolutions) {
        const bool linear = &convolution == &m_convolutions.back() && m_ending == Ending::Linear;
        values = linear ? convolution(values) : convolution.rectified(values);
    }
    return m_residual == Residual::Added ? values + inputs : values;
}

LayerIndex SameChain::describe(LayerGraph& graph, LayerIndex inputs) const {
    constexpr double ceiling = 6;
    LayerIndex last = inputs;
    for (const SameConvolution& convolution : m_convolutions) {
        last = graph.add(convolution.layer(), {last});
        const bool linear = &convolution == &m_convolutions.back() && m_ending == Ending::Linear;
        if (!linear) last = graph.add(RectifierLayer{ceiling}, {last});
    }
    return m_residual == Residual::Added ? graph.add(SumLayer{}, {last, inputs}) : last;
}

}  // namespace sigscope::models
