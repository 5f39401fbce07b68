#include "engine/models/architectures/resnet.h"

#include <ATen/ATen.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr double batchNormEpsilon = 1e-5;
constexpr int stageCount = 4;

struct Member {
    const char* title;
    std::array<int, stageCount> blocks;
    int convolutions;  ///< Of a block: 2, or 3 in a bottleneck.
};

constexpr std::array members{
    Member{"ResNet-18", {2, 2, 2, 2}, 2}, Member{"ResNet-34", {3, 4, 6, 3}, 2},
    Member{"ResNet-50", {3, 4, 6, 3}, 3}, Member{"ResNet-101", {3, 4, 23, 3}, 3},
    Member{"ResNet-152", {3, 8, 36, 3}, 3}};

std::string blockName(int stage, int block) {
    return "layer" + std::to_string(stage + 1) + "." + std::to_string(block);
}

int blocksOf(const StateDict& state, int stage) {
    int blocks = 0;
    while (state.contains(blockName(stage, blocks) + ".conv1.weight")) ++blocks;
    return blocks;
}

/// relu(convolutions(x) + shortcut(x)).
struct Block {
    std::vector<ConvolutionUnit> convolutions;
    std::optional<ConvolutionUnit> shortcut;

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        at::Tensor values = inputs;
        for (const ConvolutionUnit& convolution : convolutions) values = convolution(values);
        at::Tensor sum = values + (shortcut ? (*shortcut)(inputs) : inputs);
        return at::relu_(sum);
    }
    [[nodiscard]] std::int64_t outputs() const { return convolutions.back().outputs(); }
};

/// The stride is that of the first 3×3 convolution.
Block takeBlock(const WeightSource& weights, const std::string& name, std::int64_t inputs,
                std::int64_t stride) {
    const bool bottleneck = weights.contains(name + ".conv3.weight");
    const int count = bottleneck ? 3 : 2;
    const int strided = bottleneck ? 2 : 1;
    Block block;
    std::int64_t channels = inputs;
    for (int i = 1; i <= count; ++i) {
        const std::string index = std::to_string(i);
        // Grouped convolutions see a part of their inputs.
        const bool grouped = bottleneck && i == 2;
        Convolution convolution = weights.takeNormed(
            name + ".conv" + index, name + ".bn" + index,
            {anySide, grouped ? anySide : channels, anySide, anySide}, batchNormEpsilon);
        const std::int64_t groups =
            std::max<std::int64_t>(1, channels / convolution.weight.size(1));
        channels = convolution.weight.size(0);
        const ConvolutionLayout layout =
            centredLayout(convolution, i == strided ? stride : 1, groups);
        block.convolutions.emplace_back(std::move(convolution), layout,
                                        i < count ? Activation::Relu : Activation::None);
    }
    if (weights.contains(name + ".downsample.0.weight")) {
        Convolution convolution = weights.takeNormed(name + ".downsample.0", name + ".downsample.1",
                                                     {channels, inputs, 1, 1}, batchNormEpsilon);
        const ConvolutionLayout layout = centredLayout(convolution, stride);
        block.shortcut.emplace(std::move(convolution), layout, Activation::None);
    }
    return block;
}

class ResNet final : public Network {
public:
    ResNet(const StateDict& state, const WeightSource& weights) {
        Convolution stem =
            weights.takeNormed("conv1", "bn1", {anySide, 3, anySide, anySide}, batchNormEpsilon);
        const ConvolutionLayout layout = centredLayout(stem, 2);
        m_stem = {std::move(stem), layout, Activation::Relu};
        std::int64_t channels = m_stem.outputs();
        for (int stage = 0; stage < stageCount; ++stage)
            for (int i = 0; i < blocksOf(state, stage); ++i) {
                const bool halves = stage > 0 && i == 0;
                m_blocks.push_back(
                    takeBlock(weights, blockName(stage, i), channels, halves ? 2 : 1));
                channels = m_blocks.back().outputs();
            }
        m_classifier = weights.takeConvolution("fc", {anySide, channels});
    }

    at::Tensor logits(const at::Tensor& inputs) const override {
        at::Tensor values = m_stem(inputs.contiguous(m_stem.memoryFormat()));
        values = at::max_pool2d(values, 3, 2, 1);
        for (const Block& block : m_blocks) values = block(values);
        return at::linear(values.mean({2, 3}), m_classifier.weight, m_classifier.bias);
    }

    int classCount() const override { return static_cast<int>(m_classifier.bias.size(0)); }

private:
    ConvolutionUnit m_stem;
    std::vector<Block> m_blocks;
    Convolution m_classifier;  ///< A linear layer has the same two tensors.
};

bool matches(const StateDict& state) {
    return state.contains("conv1.weight") && state.contains("layer1.0.conv1.weight") &&
           state.contains("layer4.0.conv1.weight") && state.contains("fc.weight");
}

Variant variant(const StateDict& state) {
    const int convolutions = state.contains("layer1.0.conv3.weight") ? 3 : 2;
    std::array<int, stageCount> blocks{};
    for (int stage = 0; stage < stageCount; ++stage) blocks[stage] = blocksOf(state, stage);
    for (const Member& member : members)
        if (member.blocks == blocks && member.convolutions == convolutions)
            return {member.title, Preprocessing()};
    throw Error(state.source() + ": is no ResNet of 18, 34, 50, 101 or 152 layers");
}

std::unique_ptr<Network> build(const StateDict& state, const Placement& placement) {
    return std::make_unique<ResNet>(state, WeightSource(state, placement));
}

}  // namespace

Architecture<Network> resNet() {
    return {"resnet", Visibility::Listed, matches, variant, build};
}

}  // namespace sigscope::models
