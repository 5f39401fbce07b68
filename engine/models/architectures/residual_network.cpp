#include "engine/models/architectures/residual_network.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/models/architectures/block_stages.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/renaming.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models {

namespace {

constexpr double residualBatchNormEpsilon = 1e-5;

std::string residualStageName(std::size_t stage) {
    return "layer" + std::to_string(stage + 1);
}

std::string residualBlockName(int stage, int block) {
    return residualStageName(static_cast<std::size_t>(stage)) + "." + std::to_string(block);
}

/// What a block makes of the shape of its inputs.
struct ResidualShape {
    std::int64_t inputs;   ///< Channels.
    std::int64_t outputs;  ///< Likewise.
    std::int64_t stride;

    [[nodiscard]] bool changes() const { return inputs != outputs || stride != 1; }
};

/// relu(convolutions(x) + shortcut(x)).
struct ResidualBlock {
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
std::int64_t residualGroups(const WeightSource& weights, const std::string& name,
                            const Convolution& convolution, std::int64_t inputs) {
    const std::int64_t seen = convolution.weight.size(1);
    const std::int64_t groups = std::max<std::int64_t>(1, inputs / seen);
    if (groups * seen != inputs || convolution.weight.size(0) % groups != 0)
        weights.refuse(weights.state().nameInFile(name + ".weight") + " is " +
                       shapeText(convolution.weight.sizes()) + ", which does not divide " +
                       std::to_string(inputs) + " channels into groups");
    return groups;
}

/// The convolution 1×1 that BareShortcut::ZeroChannels is: its weights are ones and zeros.
ConvolutionUnit zeroChannels(const WeightSource& weights, const ResidualShape& shape) {
    const std::int64_t before = (shape.outputs - shape.inputs) / 2;
    Convolution convolution;
    convolution.weight = at::zeros({shape.outputs, shape.inputs, 1, 1}, weights.options());
    convolution.weight.narrow(0, before, shape.inputs)
        .copy_(at::eye(shape.inputs, weights.options()).view({shape.inputs, shape.inputs, 1, 1}));
    const ConvolutionLayout layout = centredLayout(convolution, shape.stride);
    return {std::move(convolution), layout, Activation::None};
}

/// Nothing where the inputs themselves are added.
std::optional<ConvolutionUnit> takeResidualShortcut(const WeightSource& weights,
                                                    const std::string& block,
                                                    const ResidualShape& shape, BareShortcut bare) {
    const std::string name = block + ".downsample.";
    if (weights.contains(name + "0.weight")) {
        Convolution convolution = weights.takeNormed(
            name + "0", name + "1", {shape.outputs, shape.inputs, 1, 1}, residualBatchNormEpsilon);
        const ConvolutionLayout layout = centredLayout(convolution, shape.stride);
        return ConvolutionUnit(std::move(convolution), layout, Activation::None);
    }
    if (!shape.changes()) return std::nullopt;
    const bool doubles = shape.outputs == 2 * shape.inputs && shape.stride == 2;
    if (bare == BareShortcut::ZeroChannels && doubles) return zeroChannels(weights, shape);
    weights.refuse("lacks " + weights.state().nameInFile(name + "0.weight") +
                   ", which this model wants");
}

/// As the published ones (the stride is that of the 3×3 convolution), but for Caffe's bottlenecks.
ResidualBlock takeResidualBlock(const WeightSource& weights, const std::string& name,
                                std::int64_t inputs, std::int64_t stride,
                                const ResidualPlan& plan) {
    const bool bottleneck = weights.contains(name + ".conv3.weight");
    const int count = bottleneck ? 3 : 2;
    const int strided = bottleneck && plan.strides != Strides::Caffe ? 2 : 1;
    ResidualBlock block;
    std::int64_t channels = inputs;
    for (int i = 1; i <= count; ++i) {
        const std::string index = std::to_string(i);
        const bool middle = bottleneck && i == 2;
        const std::int64_t side = bottleneck && !middle ? 1 : 3;
        // Grouped convolutions see a part of their inputs.
        Convolution convolution = weights.takeNormed(
            name + ".conv" + index, name + ".bn" + index,
            {anySide, middle ? anySide : channels, side, side}, residualBatchNormEpsilon);
        const std::int64_t groups =
            residualGroups(weights, name + ".conv" + index, convolution, channels);
        channels = convolution.weight.size(0);
        const ConvolutionLayout layout =
            centredLayout(convolution, i == strided ? stride : 1, groups);
        block.convolutions.emplace_back(std::move(convolution), layout,
                                        i < count ? Activation::Relu : Activation::None);
    }
    block.shortcut =
        takeResidualShortcut(weights, name, {inputs, channels, stride}, plan.bareShortcut);
    return block;
}

class ResidualNetwork final : public PooledClassifier {
public:
    ResidualNetwork(const WeightSource& weights, const ResidualPlan& plan)
        : m_stem(takeStem(weights, firstHalves(plan.strides) ? 2 : 1)),
          m_pools(secondHalves(plan.strides)) {
        const auto channels = [this] { return m_stages.channels(m_stem.outputs()); };
        for (int stage = 0; stage < plan.stages; ++stage) {
            const int blocks = residualBlocks(weights.state(), stage);
            for (int i = 0; i < blocks; ++i) {
                const bool halves = stage > 0 && i == 0;
                m_stages.add(takeResidualBlock(weights, residualBlockName(stage, i), channels(),
                                               halves ? 2 : 1, plan));
            }
            m_stages.endStage();
        }
        takeLinear(weights, "fc", channels());
    }

private:
    static ConvolutionUnit takeStem(const WeightSource& weights, std::int64_t stride) {
        Convolution stem = weights.takeNormed("conv1", "bn1", {anySide, 3, anySide, anySide},
                                              residualBatchNormEpsilon);
        if (stem.weight.size(2) % 2 == 0 || stem.weight.size(2) != stem.weight.size(3))
            weights.refuse(weights.state().nameInFile("conv1.weight") + " is " +
                           shapeText(stem.weight.sizes()) +
                           ": how its inputs are padded is not known");
        const ConvolutionLayout layout = centredLayout(stem, stride);
        return {std::move(stem), layout, Activation::Relu};
    }

    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        at::Tensor values = m_stem(inputs.contiguous(m_stem.memoryFormat()));
        if (m_pools) values = at::max_pool2d(values, 3, 2, 1);
        return m_stages(values);
    }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = m_stem.describe(graph, inputs);
        graph.mark("conv1", last);
        if (m_pools) last = graph.add(MaxPoolLayer{3, 2, 1}, {last});
        return m_stages.describe(graph, last, residualStageName);
    }

    ConvolutionUnit m_stem;
    bool m_pools;
    BlockStages<ResidualBlock> m_stages;
};

}  // namespace

int residualBlocks(const StateDict& state, int stage) {
    int blocks = 0;
    while (state.contains(residualBlockName(stage, blocks) + ".conv1.weight")) ++blocks;
    return blocks;
}

std::unique_ptr<Network> buildResidualNetwork(const WeightSource& weights,
                                              const ResidualPlan& plan) {
    return std::make_unique<ResidualNetwork>(weights, plan);
}

std::string residualName(const std::string& name) {
    static constexpr auto names =
        std::to_array<Renaming>({{".shortcut.", ".downsample."}, {"linear.", "fc."}});
    return renamed(name, names);
}

}  // namespace sigscope::models
