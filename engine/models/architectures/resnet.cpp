#include "engine/models/architectures/resnet.h"

#include <ATen/ATen.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/parameters.h"
#include "engine/error.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/renaming.h"
#include "engine/models/architectures/weight_source.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models {

namespace {

constexpr double resnetBatchNormEpsilon = 1e-5;
constexpr int resnetStageCount = 4;

struct ResnetMember {
    const char* layers;
    std::array<int, resnetStageCount> blocks;
    int convolutions;  ///< Of a block: 2, or 3 in a bottleneck.
};

constexpr std::array resnetMembers{
    ResnetMember{"18", {2, 2, 2, 2}, 2}, ResnetMember{"34", {3, 4, 6, 3}, 2},
    ResnetMember{"50", {3, 4, 6, 3}, 3}, ResnetMember{"101", {3, 4, 23, 3}, 3},
    ResnetMember{"152", {3, 8, 36, 3}, 3}};

std::string blockNameOfResnet(int stage, int block) {
    return "layer" + std::to_string(stage + 1) + "." + std::to_string(block);
}

int blocksOf(const StateDict& state, int stage) {
    int blocks = 0;
    while (state.contains(blockNameOfResnet(stage, blocks) + ".conv1.weight")) ++blocks;
    return blocks;
}

/// relu(convolutions(x) + shortcut(x)).
struct ResnetBlock {
    std::vector<ConvolutionUnit> convolutions;
    std::optional<ConvolutionUnit> shortcut;

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        at::Tensor values = inputs;
        for (const ConvolutionUnit& convolution : convolutions) values = convolution(values);
        at::Tensor sum = values + (shortcut ? (*shortcut)(inputs) : inputs);
        return at::relu_(sum);
    }
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        LayerIndex last = inputs;
        for (const ConvolutionUnit& convolution : convolutions)
            last = convolution.describe(graph, last);
        const LayerIndex beside = shortcut ? shortcut->describe(graph, inputs) : inputs;
        return graph.add(RectifierLayer{}, {graph.add(SumLayer{}, {last, beside})});
    }
    [[nodiscard]] std::int64_t outputs() const { return convolutions.back().outputs(); }
};

/// Parts of an input's channels that a convolution treats apart; each of its outputs sees one.
std::int64_t groupsOf(const WeightSource& weights, const std::string& name,
                      const Convolution& convolution, std::int64_t inputs) {
    const std::int64_t seen = convolution.weight.size(1);
    const std::int64_t groups = std::max<std::int64_t>(1, inputs / seen);
    if (groups * seen != inputs || convolution.weight.size(0) % groups != 0)
        weights.refuse(weights.state().nameInFile(name + ".weight") + " is " +
                       shapeText(convolution.weight.sizes()) + ", which does not divide " +
                       std::to_string(inputs) + " channels into groups");
    return groups;
}

/// As the published ones (the stride is that of the 3×3 convolution), but for Caffe's bottlenecks.
ResnetBlock takeBlockOfResnet(const WeightSource& weights, const std::string& name,
                              std::int64_t inputs, std::int64_t stride) {
    const bool bottleneck = weights.contains(name + ".conv3.weight");
    const int count = bottleneck ? 3 : 2;
    const int strided = bottleneck && weights.strides() != Strides::Caffe ? 2 : 1;
    ResnetBlock block;
    std::int64_t channels = inputs;
    for (int i = 1; i <= count; ++i) {
        const std::string index = std::to_string(i);
        const bool middle = bottleneck && i == 2;
        const std::int64_t side = bottleneck && !middle ? 1 : 3;
        // Grouped convolutions see a part of their inputs.
        Convolution convolution = weights.takeNormed(
            name + ".conv" + index, name + ".bn" + index,
            {anySide, middle ? anySide : channels, side, side}, resnetBatchNormEpsilon);
        const std::int64_t groups =
            groupsOf(weights, name + ".conv" + index, convolution, channels);
        channels = convolution.weight.size(0);
        const ConvolutionLayout layout =
            centredLayout(convolution, i == strided ? stride : 1, groups);
        block.convolutions.emplace_back(std::move(convolution), layout,
                                        i < count ? Activation::Relu : Activation::None);
    }
    if (weights.contains(name + ".downsample.0.weight")) {
        Convolution convolution =
            weights.takeNormed(name + ".downsample.0", name + ".downsample.1",
                               {channels, inputs, 1, 1}, resnetBatchNormEpsilon);
        const ConvolutionLayout layout = centredLayout(convolution, stride);
        block.shortcut.emplace(std::move(convolution), layout, Activation::None);
    } else if (channels != inputs || stride != 1) {
        weights.refuse("lacks " + weights.state().nameInFile(name + ".downsample.0.weight") +
                       ", which this model wants");
    }
    return block;
}

class ResNet final : public PooledClassifier {
public:
    explicit ResNet(const WeightSource& weights) : m_pools(secondHalves(weights.strides())) {
        Convolution stem = weights.takeNormed("conv1", "bn1", {anySide, 3, anySide, anySide},
                                              resnetBatchNormEpsilon);
        if (stem.weight.size(2) % 2 == 0 || stem.weight.size(2) != stem.weight.size(3))
            weights.refuse(weights.state().nameInFile("conv1.weight") + " is " +
                           shapeText(stem.weight.sizes()) +
                           ": how its inputs are padded is not known");
        const ConvolutionLayout layout =
            centredLayout(stem, firstHalves(weights.strides()) ? 2 : 1);
        m_stem = {std::move(stem), layout, Activation::Relu};
        std::int64_t channels = m_stem.outputs();
        for (int stage = 0; stage < resnetStageCount; ++stage) {
            for (int i = 0; i < blocksOf(weights.state(), stage); ++i) {
                const bool halves = stage > 0 && i == 0;
                m_blocks.push_back(takeBlockOfResnet(weights, blockNameOfResnet(stage, i), channels,
                                                     halves ? 2 : 1));
                channels = m_blocks.back().outputs();
            }
            m_stageEnds[stage] = m_blocks.size();
        }
        takeLinear(weights, "fc", channels);
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        at::Tensor values = m_stem(inputs.contiguous(m_stem.memoryFormat()));
        if (m_pools) values = at::max_pool2d(values, 3, 2, 1);
        for (const ResnetBlock& block : m_blocks) values = block(values);
        return values;
    }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = m_stem.describe(graph, inputs);
        graph.mark("conv1", last);
        if (m_pools) last = graph.add(MaxPoolLayer{3, 2, 1}, {last});
        std::size_t block = 0;
        for (int stage = 0; stage < resnetStageCount; ++stage) {
            for (; block < m_stageEnds[stage]; ++block)
                last = m_blocks[block].describe(graph, last);
            graph.mark("layer" + std::to_string(stage + 1), last);
        }
        return last;
    }

    ConvolutionUnit m_stem;
    bool m_pools;
    std::vector<ResnetBlock> m_blocks;
    std::array<std::size_t, resnetStageCount>
        m_stageEnds{};  ///< The blocks up to each stage's end.
};

std::int64_t sideOfResnet(const StateDict& state, const std::string& name, std::int64_t side) {
    const at::Tensor* tensor = state.find(name);
    return tensor && tensor->dim() == 4 ? tensor->size(side) : 0;
}

/// "ResNeXt-50 32x4d", "Wide ResNet-50-2" or "ResNet-50": told by the width of the bottleneck, a
/// quarter of its outputs where it is neither, and by what the 3×3 convolution sees of it.
std::string titleOf(const StateDict& state, const ResnetMember& member) {
    const std::string layers = member.layers;
    const std::int64_t width = sideOfResnet(state, "layer1.0.conv2.weight", 0);
    const std::int64_t seen = sideOfResnet(state, "layer1.0.conv2.weight", 1);
    const std::int64_t published = sideOfResnet(state, "layer1.0.conv3.weight", 0) / 4;
    if (width == 0 || seen == 0 || published == 0) return "ResNet-" + layers;
    if (width > seen)
        return "ResNeXt-" + layers + " " + std::to_string(width / seen) + "x" +
               std::to_string(seen) + "d";
    if (width == published) return "ResNet-" + layers;
    const double factor = static_cast<double>(width) / static_cast<double>(published);
    return (factor > 1 ? "Wide ResNet-" : "Narrow ResNet-") + layers + "-" + toText(factor);
}

/// Other than 7×7 it is another first layer than the published one's.
std::string strideDoubt(const StateDict& state) {
    const std::int64_t side = sideOfResnet(state, "conv1.weight", 2);
    constexpr std::int64_t published = 7;
    if (side == published || side == 0) return {};
    const std::string size = std::to_string(side) + "×" + std::to_string(side);
    return "its " + state.nameInFile("conv1.weight") + " is " + size +
           ", the published networks' is 7×7";
}

Variant variantOfResnet(const StateDict& state) {
    const int convolutions = state.contains("layer1.0.conv3.weight") ? 3 : 2;
    std::array<int, resnetStageCount> blocks{};
    for (int stage = 0; stage < resnetStageCount; ++stage) blocks[stage] = blocksOf(state, stage);
    for (const ResnetMember& member : resnetMembers)
        if (member.blocks == blocks && member.convolutions == convolutions)
            return {titleOf(state, member), Preprocessing(), 1000, strideDoubt(state)};
    throw Error(state.source() + ": is no ResNet of 18, 34, 50, 101 or 152 layers");
}

std::unique_ptr<Network> buildResnet(const WeightSource& weights) {
    return std::make_unique<ResNet>(weights);
}

std::string residualFromHuggingFace(const std::string& name) {
    static constexpr auto names =
        std::to_array<Renaming>({{"resnet.embedder.embedder.convolution.", "conv1."},
                                 {"resnet.embedder.embedder.normalization.", "bn1."},
                                 {"resnet.encoder.stages.0.layers.", "layer1."},
                                 {"resnet.encoder.stages.1.layers.", "layer2."},
                                 {"resnet.encoder.stages.2.layers.", "layer3."},
                                 {"resnet.encoder.stages.3.layers.", "layer4."},
                                 {".shortcut.convolution.", ".downsample.0."},
                                 {".shortcut.normalization.", ".downsample.1."},
                                 {".layer.0.convolution.", ".conv1."},
                                 {".layer.0.normalization.", ".bn1."},
                                 {".layer.1.convolution.", ".conv2."},
                                 {".layer.1.normalization.", ".bn2."},
                                 {".layer.2.convolution.", ".conv3."},
                                 {".layer.2.normalization.", ".bn3."},
                                 {"classifier.1.", "fc."}});
    return renamed(name, names);
}

}  // namespace

Architecture<Network> huggingFaceResNet() {
    Architecture<Network> theirs = resNet();
    theirs.visibility = Visibility::Hidden;
    theirs.signature = {"resnet.embedder.embedder.convolution.weight",
                        "resnet.encoder.stages.0.layers.0.layer.0.convolution.weight",
                        "resnet.encoder.stages.3.layers.0.layer.0.convolution.weight"};
    theirs.head = {"classifier", "classifier.1"};
    theirs.familyName = residualFromHuggingFace;
    return theirs;
}

Architecture<Network> resNet() {
    return {.name = "resnet",
            .signature = {"conv1.weight", "layer1.0.conv1.weight", "layer4.0.conv1.weight"},
            .head = {"fc", "fc"},
            .variant = variantOfResnet,
            .build = buildResnet,
            .strides = {Strides::Published, Strides::Neither, Strides::OnlySecond,
                        Strides::OnlyFirst, Strides::Caffe},
            .modules = {"conv1", "bn1", "layer#", "fc"}};
}

}  // namespace sigscope::models
