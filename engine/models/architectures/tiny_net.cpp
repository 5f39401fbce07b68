#include "engine/models/architectures/tiny_net.h"

#include <ATen/ATen.h>

#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

class TinyNet final : public PooledClassifier {
public:
    explicit TinyNet(const WeightSource& weights)
        : m_first(weights.takeConvolution("conv1", {8, 3, 3, 3})),
          m_second(weights.takeConvolution("conv2", {16, 8, 3, 3})) {
        takeLinear(weights, "fc", 16, 10);
    }

    at::Tensor features(const at::Tensor& inputs) const override {
        return PooledClassifier::features(inputs) * featureFactor();
    }

private:
    double featureFactor() const override { return 4; }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        const auto rectified = [&graph](const Convolution& convolution, LayerIndex before) {
            return graph.add(
                RectifierLayer{},
                {graph.add(layerOf(convolution, centredLayout(convolution)), {before})});
        };
        const LayerIndex first = rectified(m_first, inputs);
        graph.mark("conv1", first);
        const LayerIndex second = rectified(m_second, graph.add(MeanPoolLayer{}, {first}));
        graph.mark("conv2", second);
        return second;
    }

    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        constexpr int padding = 1;
        const at::Tensor first =
            at::relu(at::conv2d(inputs, m_first.weight, m_first.bias, 1, padding));
        return at::relu(
            at::conv2d(at::avg_pool2d(first, 2), m_second.weight, m_second.bias, 1, padding));
    }

    Convolution m_first;
    Convolution m_second;
};

Variant variantOfTinyNet(const StateDict&) {
    Preprocessing preprocessing;
    preprocessing.inputSize = {32, 32};
    preprocessing.resize = 36;
    preprocessing.interpolation = Interpolation::Bicubic;
    return {"Tiny network", preprocessing, 10};
}

/// Its names are common ones.
bool fitsTinyNet(const StateDict& state) {
    return state.entries().size() <= 6;
}

std::unique_ptr<Network> buildTinyNet(const WeightSource& weights) {
    return std::make_unique<TinyNet>(weights);
}

}  // namespace

Architecture<Network> tinyNet() {
    return {.name = "tiny-net",
            .visibility = Visibility::Hidden,
            .signature = {"conv1.weight", "conv2.weight"},
            .head = {"fc", "fc"},
            .fits = fitsTinyNet,
            .variant = variantOfTinyNet,
            .build = buildTinyNet,
            .modules = {"conv1", "conv2", "fc"}};
}

}  // namespace sigscope::models
