#include "engine/paths/spectral/layered_path.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/problem/array_tensor.h"

namespace sigscope::paths {

namespace {

double strengthOf(std::size_t layer, std::size_t count) {
    return count < 2 ? 1 : 1 - static_cast<double>(layer) / static_cast<double>(count - 1);
}

class LayeredSampler final : public PathSampler {
public:
    LayeredSampler(Array baseline, std::vector<Array> layers, Gate gate)
        : m_baseline(std::move(baseline)), m_layers(std::move(layers)), m_gate(gate) {}

    [[nodiscard]] Array point(double alpha) const override {
        Array point = m_baseline;
        for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
            const auto share =
                static_cast<float>(m_gate(alpha, strengthOf(layer, m_layers.size())));
            if (share == 0) continue;
            const std::vector<float>& values = m_layers[layer].values;
            for (std::size_t i = 0; i < values.size(); ++i) point.values[i] += share * values[i];
        }
        return point;
    }

private:
    Array m_baseline;
    std::vector<Array> m_layers;
    Gate m_gate;
};

}  // namespace

LayeredPath::LayeredPath(at::Tensor baseline, at::Tensor input, at::Tensor layers, Gate gate)
    : GatedPath(std::move(baseline), std::move(input), gate), m_layers(std::move(layers)) {}

at::Tensor LayeredPath::sums(const std::vector<double>& alphas) const {
    const auto count = static_cast<std::int64_t>(alphas.size());
    const auto layers = m_layers.size(0);
    at::Tensor gates = at::empty({count, layers}, at::kDouble);
    auto* next = gates.mutable_data_ptr<double>();
    for (const double alpha : alphas)
        for (std::int64_t layer = 0; layer < layers; ++layer)
            *next++ = gate()(alpha, strengthOf(layer, layers));
    return gates.to(m_layers.options())
        .matmul(m_layers.flatten(1))
        .view({count, input().size(0), input().size(1), input().size(2)})
        .add_(baseline());
}

std::shared_ptr<const PathSampler> LayeredPath::sampler() const {
    std::vector<Array> layers;
    for (const at::Tensor& layer : m_layers.unbind()) layers.push_back(toArray(layer));
    return std::make_shared<LayeredSampler>(toArray(baseline()), std::move(layers), gate());
}

}  // namespace sigscope::paths
