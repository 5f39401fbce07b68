#include "engine/models/architectures/densenet.h"

#include <ATen/ATen.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/error.h"
#include "engine/models/architectures/channel_scale.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/renaming.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr double densenetBatchNormEpsilon = 1e-5;
constexpr int denseBlockCount = 4;

using DenseBlockDepths = std::array<int, denseBlockCount>;

struct DensenetMember {
    const char* title;
    DenseBlockDepths layers;  ///< Of each dense block.
};

constexpr std::array densenetMembers{DensenetMember{"DenseNet-121", {6, 12, 24, 16}},
                                     DensenetMember{"DenseNet-161", {6, 12, 36, 24}},
                                     DensenetMember{"DenseNet-169", {6, 12, 32, 32}},
                                     DensenetMember{"DenseNet-201", {6, 12, 48, 32}}};

/// Counted from 1, as their names are.
std::string denseBlockName(int block) {
    return "features.denseblock" + std::to_string(block);
}

std::string denseLayerName(int block, int layer) {
    return denseBlockName(block) + ".denselayer" + std::to_string(layer);
}

DenseBlockDepths depthsOf(const StateDict& state) {
    DenseBlockDepths depths{};
    for (int block = 1; block <= denseBlockCount; ++block)
        while (state.contains(denseLayerName(block, depths[block - 1] + 1) + ".conv1.weight"))
            ++depths[block - 1];
    return depths;
}

/// conv2(relu(conv1(relu(norm1 x)))), the batch norm between folded into conv1: what a layer adds
/// to the channels that it is given.
class DenseLayer {
public:
    DenseLayer(const WeightSource& weights, const std::string& name, std::int64_t inputs)
        : m_norm(weights, name + ".norm1", inputs, densenetBatchNormEpsilon) {
        Convolution narrow = weights.takeNormed(name + ".conv1", name + ".norm2",
                                                {anySide, inputs, 1, 1}, densenetBatchNormEpsilon);
        const ConvolutionLayout layout = centredLayout(narrow);
        m_narrow = {std::move(narrow), layout, Activation::Relu};
        m_wide = takeBareUnit(weights, name + ".conv2", {anySide, m_narrow.outputs(), 3, 3});
    }

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        at::Tensor active = m_norm(inputs);
        return m_wide(m_narrow(at::relu_(active)));
    }
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        const LayerIndex active = graph.add(RectifierLayer{}, {m_norm.describe(graph, inputs)});
        return m_wide.describe(graph, m_narrow.describe(graph, active));
    }
    [[nodiscard]] std::int64_t outputs() const { return m_wide.outputs(); }

private:
    ChannelScale m_norm;
    ConvolutionUnit m_narrow, m_wide;
};

/// Layers each of which sees what the block is given and what all layers before it gave.
class DenseBlock {
public:
    DenseBlock(const WeightSource& weights, int number, int layers, std::int64_t inputs)
        : m_outputs(inputs) {
        for (int layer = 1; layer <= layers; ++layer) {
            m_layers.emplace_back(weights, denseLayerName(number, layer), m_outputs);
            m_outputs += m_layers.back().outputs();
        }
    }

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        at::Tensor values = inputs;
        for (const DenseLayer& layer : m_layers) values = at::cat({values, layer(values)}, 1);
        return values;
    }
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        LayerIndex last = inputs;
        for (const DenseLayer& layer : m_layers)
            last = graph.add(ConcatenationLayer{}, {last, layer.describe(graph, last)});
        return last;
    }
    [[nodiscard]] std::int64_t outputs() const { return m_outputs; }

private:
    std::vector<DenseLayer> m_layers;
    std::int64_t m_outputs;
};

/// Between two blocks: fewer channels, half as wide and high.
class Transition {
public:
    Transition(const WeightSource& weights, const std::string& name, std::int64_t inputs)
        : m_norm(weights, name + ".norm", inputs, densenetBatchNormEpsilon),
          m_convolution(takeBareUnit(weights, name + ".conv", {anySide, inputs, 1, 1})) {}

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        at::Tensor active = m_norm(inputs);
        return at::avg_pool2d(m_convolution(at::relu_(active)), 2, 2);
    }
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        const LayerIndex active = graph.add(RectifierLayer{}, {m_norm.describe(graph, inputs)});
        return graph.add(MeanPoolLayer{2, 2, 0}, {m_convolution.describe(graph, active)});
    }
    [[nodiscard]] std::int64_t outputs() const { return m_convolution.outputs(); }

private:
    ChannelScale m_norm;
    ConvolutionUnit m_convolution;
};

ConvolutionUnit takeStemOfDensenet(const WeightSource& weights) {
    // With another size it is another network, whose stride nothing tells.
    Convolution convolution = weights.takeNormed("features.conv0", "features.norm0",
                                                 {anySide, 3, 7, 7}, densenetBatchNormEpsilon);
    const ConvolutionLayout layout =
        centredLayout(convolution, firstHalves(weights.strides()) ? 2 : 1);
    return {std::move(convolution), layout, Activation::Relu};
}

class DenseNet final : public PooledClassifier {
public:
    explicit DenseNet(const WeightSource& weights)
        : m_strides(weights.strides()), m_stem(takeStemOfDensenet(weights)) {
        const DenseBlockDepths depths = depthsOf(weights.state());
        std::int64_t channels = m_stem.outputs();
        for (int block = 1; block <= denseBlockCount; ++block) {
            m_blocks.emplace_back(weights, block, depths[block - 1], channels);
            channels = m_blocks.back().outputs();
            if (block == denseBlockCount) break;
            m_transitions.emplace_back(weights, "features.transition" + std::to_string(block),
                                       channels);
            channels = m_transitions.back().outputs();
        }
        m_norm = {weights, "features.norm5", channels, densenetBatchNormEpsilon};
        takeLinear(weights, "classifier", channels);
    }

    /// Such that the last of three transitions halves two rows: 8 behind stem and pool.
    [[nodiscard]] std::int64_t smallestInput() const override {
        constexpr std::int64_t beforeBlocks = 8;
        std::int64_t side = beforeBlocks;
        if (secondHalves(m_strides)) side = 2 * side - 1;
        return firstHalves(m_strides) ? 2 * side - 1 : side;
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        at::Tensor values = m_stem(inputs.contiguous(m_stem.memoryFormat()));
        if (secondHalves(m_strides)) values = at::max_pool2d(values, 3, 2, 1);
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            values = m_blocks[i](values);
            if (i < m_transitions.size()) values = m_transitions[i](values);
        }
        values = m_norm(values);
        return at::relu_(values);
    }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = m_stem.describe(graph, inputs);
        graph.mark("features.conv0", last);
        if (secondHalves(m_strides)) last = graph.add(MaxPoolLayer{3, 2, 1}, {last});
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            last = m_blocks[i].describe(graph, last);
            graph.mark(denseBlockName(static_cast<int>(i) + 1), last);
            if (i < m_transitions.size()) last = m_transitions[i].describe(graph, last);
        }
        last = graph.add(RectifierLayer{}, {m_norm.describe(graph, last)});
        graph.mark("features.norm5", last);
        return last;
    }

    Strides m_strides;
    ConvolutionUnit m_stem;
    std::vector<DenseBlock> m_blocks;
    std::vector<Transition> m_transitions;  ///< Behind each block but the last.
    ChannelScale m_norm;                    ///< Behind the last.
};

Variant variantOfDensenet(const StateDict& state) {
    const DenseBlockDepths depths = depthsOf(state);
    for (const DensenetMember& member : densenetMembers)
        if (member.layers == depths) return {member.title, Preprocessing()};
    std::string found;
    for (const int depth : depths) found += (found.empty() ? "" : ", ") + std::to_string(depth);
    throw Error(state.source() + ": is no DenseNet-121, -161, -169 or -201: its blocks have " +
                found + " layers");
}

std::unique_ptr<Network> buildDensenet(const WeightSource& weights) {
    return std::make_unique<DenseNet>(weights);
}

/// torchvision's files have the names of its first releases.
std::string densenetName(const std::string& name) {
    static constexpr auto names = std::to_array<Renaming>({{".norm.1.", ".norm1."},
                                                           {".norm.2.", ".norm2."},
                                                           {".conv.1.", ".conv1."},
                                                           {".conv.2.", ".conv2."}});
    return renamed(name, names);
}

}  // namespace

Architecture<Network> denseNet() {
    return {
        .name = "densenet",
        .signature = {"features.conv0.weight", "features.norm0.weight",
                      "features.transition1.conv.weight", "features.norm5.weight"},
        .head = {"classifier", "classifier"},
        .variant = variantOfDensenet,
        .build = buildDensenet,
        .strides = {Strides::Published, Strides::Neither, Strides::OnlySecond, Strides::OnlyFirst},
        .modules = {"features.conv0", "features.norm0", "features.denseblock1",
                    "features.transition1", "features.denseblock2", "features.transition2",
                    "features.denseblock3", "features.transition3", "features.denseblock4",
                    "features.norm5", "classifier"},
        .familyName = densenetName};
}

}  // namespace sigscope::models
