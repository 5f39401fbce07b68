#include "engine/models/architectures/tiny_net.h"

#include <ATen/ATen.h>

#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

class TinyNet final : public Network {
public:
    explicit TinyNet(const WeightSource& weights)
        : m_first(weights.takeConvolution("conv1", {8, 3, 3, 3})),
          m_second(weights.takeConvolution("conv2", {16, 8, 3, 3})),
          m_classifier(weights.takeConvolution("fc", {10, 16})) {}

    at::Tensor logits(const at::Tensor& inputs) const override {
        return classify(features(inputs));
    }

    at::Tensor features(const at::Tensor& inputs) const override {
        constexpr int padding = 1;
        const at::Tensor first =
            at::relu(at::conv2d(inputs, m_first.weight, m_first.bias, 1, padding));
        const at::Tensor second = at::relu(
            at::conv2d(at::avg_pool2d(first, 2), m_second.weight, m_second.bias, 1, padding));
        return second.mean({2, 3}) * 4;
    }

    at::Tensor classify(const at::Tensor& features) const override {
        return at::linear(features, m_classifier.weight, m_classifier.bias);
    }

    int classCount() const override { return static_cast<int>(m_classifier.bias.size(0)); }

private:
    Convolution m_first;
    Convolution m_second;
    Convolution m_classifier;  ///< A linear layer has the same two tensors.
};

bool matches(const StateDict& state) {
    return state.contains("conv1.weight") && state.contains("conv2.weight") &&
           state.contains("fc.weight") && state.entries().size() <= 6;
}

Variant variant(const StateDict&) {
    Preprocessing preprocessing;
    preprocessing.inputSize = {32, 32};
    preprocessing.resize = 36;
    preprocessing.interpolation = Interpolation::Bicubic;
    return {"Tiny network", preprocessing, 10};
}

std::unique_ptr<Network> build(const StateDict& state, const Placement& placement) {
    return std::make_unique<TinyNet>(WeightSource(state, placement));
}

}  // namespace

Architecture<Network> tinyNet() {
    return {"tiny-net", Visibility::Hidden, matches, variant, build};
}

}  // namespace sigscope::models
