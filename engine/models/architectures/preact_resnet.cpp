#include "engine/models/architectures/preact_resnet.h"

#include <ATen/ATen.h>

#include <optional>
#include <string>

#include "engine/models/architectures/block_stages.h"
#include "engine/models/architectures/channel_scale.h"
#include "engine/models/architectures/cifar_preprocessing.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/pooled_classifier.h"

namespace sigscope::models {

namespace {

constexpr double preactResnetBatchNormEpsilon = 1e-5;
constexpr int preactResnetStageCount = 4;
constexpr int blocksOfStage = 2;

std::string preactStageName(std::size_t stage) {
    return "layer" + std::to_string(stage + 1);
}

/// a = relu(bn1 x); conv2(relu(bn2(conv1 a))) + shortcut(a).
class PreActBlock {
public:
    PreActBlock(const WeightSource& weights, const std::string& name, std::int64_t inputs,
                std::int64_t outputs, std::int64_t stride)
        : m_norm(weights, name + ".bn1", inputs, preactResnetBatchNormEpsilon) {
        Convolution first = weights.takeNormed(
            name + ".conv1", name + ".bn2", {outputs, inputs, 3, 3}, preactResnetBatchNormEpsilon);
        const ConvolutionLayout layout = centredLayout(first, stride);
        m_first = {std::move(first), layout, Activation::Relu};
        m_second = takeBareUnit(weights, name + ".conv2", {outputs, outputs, 3, 3}, 1);
        if (stride != 1 || inputs != outputs)
            m_shortcut =
                takeBareUnit(weights, name + ".shortcut.0", {outputs, inputs, 1, 1}, stride);
    }

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        const at::Tensor active = at::relu(m_norm(inputs));
        return m_second(m_first(active)) + (m_shortcut ? (*m_shortcut)(active) : active);
    }

    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        const LayerIndex active = graph.add(RectifierLayer{}, {m_norm.describe(graph, inputs)});
        const LayerIndex second = m_second.describe(graph, m_first.describe(graph, active));
        const LayerIndex beside = m_shortcut ? m_shortcut->describe(graph, active) : active;
        return graph.add(SumLayer{}, {second, beside});
    }

private:
    ChannelScale m_norm;
    ConvolutionUnit m_first, m_second;
    std::optional<ConvolutionUnit> m_shortcut;
};

class PreActResNet final : public PooledClassifier {
public:
    explicit PreActResNet(const WeightSource& weights)
        : m_stem(takeBareUnit(weights, "conv1", {anySide, 3, 3, 3}, 1)) {
        const std::int64_t width = m_stem.outputs();  // 64 as published.
        std::int64_t channels = width;
        for (int stage = 0; stage < preactResnetStageCount; ++stage) {
            for (int i = 0; i < blocksOfStage; ++i) {
                const std::int64_t outputs = width << stage;
                m_stages.add({weights, preactStageName(stage) + "." + std::to_string(i), channels,
                              outputs, stage > 0 && i == 0 ? 2 : 1});
                channels = outputs;
            }
            m_stages.endStage();
        }
        takeLinear(weights, "linear", channels);
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        return m_stages(m_stem(inputs));
    }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        const LayerIndex last = m_stem.describe(graph, inputs);
        graph.mark("conv1", last);
        return m_stages.describe(graph, last, preactStageName);
    }

    ConvolutionUnit m_stem;
    BlockStages<PreActBlock> m_stages;
};

/// As it was published with: CIFAR-10.
Variant variantOfPreactResnet(const StateDict&) {
    return {"Pre-activation ResNet-18", cifar10Preprocessing(), 10};
}

std::unique_ptr<Network> buildPreactResnet(const WeightSource& weights) {
    return std::make_unique<PreActResNet>(weights);
}

}  // namespace

Architecture<Network> preActResNet() {
    return {.name = "preact-resnet18",
            .visibility = Visibility::Hidden,
            .signature = {"conv1.weight", "layer1.0.bn1.weight", "layer4.1.conv2.weight"},
            .head = {"linear", "linear"},
            .variant = variantOfPreactResnet,
            .build = buildPreactResnet,
            .modules = {"conv1", "layer#", "linear"}};
}

}  // namespace sigscope::models
