#include "engine/models/architectures/efficientnet_lite.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/error.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/same_chain.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr double efficientnetLiteBatchNormEpsilon = 1e-3;

/// The stride of a stage's first block; the others have 1. A stage ends where the number of
/// channels changes.
constexpr std::array<std::int64_t, 7> stageStrides{1, 2, 2, 2, 1, 2, 1};

/// Stages whose activations are an eighth of the input wide or more count as late.
constexpr std::size_t earlyStages = 2;

/// What tells the members of the family apart, and the input they were trained with.
struct EfficientnetLiteMember {
    const char* title;
    std::size_t blocks;
    std::int64_t lastChannels;  ///< Of the last block.
    int inputSize;
};

constexpr std::array efficientnetLiteMembers{
    EfficientnetLiteMember{"EfficientNet-Lite0", 16, 320, 224},
    EfficientnetLiteMember{"EfficientNet-Lite1", 21, 320, 240},
    EfficientnetLiteMember{"EfficientNet-Lite2", 21, 352, 260},
    EfficientnetLiteMember{"EfficientNet-Lite3", 24, 384, 280},
    EfficientnetLiteMember{"EfficientNet-Lite4", 30, 448, 300}};

std::string blockNameOfEfficientnetLite(std::size_t index) {
    return "_blocks." + std::to_string(index);
}

/// The channels that a block gives; nothing if there is no such block.
std::optional<std::int64_t> blockOutputs(const StateDict& state, std::size_t index) {
    const at::Tensor* weight =
        state.find(blockNameOfEfficientnetLite(index) + "._project_conv.weight");
    if (!weight) return std::nullopt;
    return weight->dim() > 0 ? weight->size(0) : 0;
}

/// An inverted residual: expand 1×1 (but for the first block), depthwise k×k, project 1×1. The
/// first block begins with the `stem`.
SameChain takeBlockOfEfficientnetLite(const WeightSource& weights, const std::string& name,
                                      std::int64_t inputs, std::int64_t stride,
                                      std::vector<SameConvolution> stem) {
    std::vector<SameConvolution> convolutions = std::move(stem);
    const bool begins = !convolutions.empty();
    std::int64_t width = inputs;
    if (weights.contains(name + "._expand_conv.weight")) {
        convolutions.emplace_back(weights.takeNormed(name + "._expand_conv", name + "._bn0",
                                                     {anySide, inputs, 1, 1},
                                                     efficientnetLiteBatchNormEpsilon));
        width = convolutions.back().outputs();
    }
    convolutions.emplace_back(
        weights.takeNormed(name + "._depthwise_conv", name + "._bn1", {width, 1, anySide, anySide},
                           efficientnetLiteBatchNormEpsilon),
        stride, width);
    convolutions.emplace_back(weights.takeNormed(name + "._project_conv", name + "._bn2",
                                                 {anySide, width, 1, 1},
                                                 efficientnetLiteBatchNormEpsilon));
    const bool sameShape = !begins && stride == 1 && convolutions.back().outputs() == inputs;
    return {std::move(convolutions), SameChain::Ending::Linear,
            sameShape ? Residual::Added : Residual::None};
}

class EfficientNetLite final : public PooledClassifier {
public:
    explicit EfficientNetLite(const StateDict& state, const WeightSource& weights) {
        takeBlocks(state, weights);
        const SameConvolution head(weights.takeNormed("_conv_head", "_bn1",
                                                      {anySide, m_blocks.back().outputs(), 1, 1},
                                                      efficientnetLiteBatchNormEpsilon));
        m_head = SameChain({head}, SameChain::Ending::Rectified, Residual::None);
        takeLinear(weights, "_fc", m_head.outputs());
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override {
        at::Tensor values = early(inputs);
        for (std::size_t i = m_earlyBlocks; i < m_blocks.size(); ++i) values = m_blocks[i](values);
        return m_head(values);
    }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = inputs;
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            last = m_blocks[i].describe(graph, last);
            graph.mark(blockNameOfEfficientnetLite(i), last);
        }
        last = m_head.describe(graph, last);
        graph.mark("_conv_head", last);
        return last;
    }

    /// The stem and the first blocks. Their activations are the largest: on a CPU two points at a
    /// time stay in its cache, where a whole micro-batch goes to memory and back at every layer.
    [[nodiscard]] at::Tensor early(const at::Tensor& inputs) const {
        constexpr std::int64_t pointsInCache = 2;
        if (!inputs.is_cpu() || inputs.size(0) <= pointsInCache) return earlyAtOnce(inputs);
        std::vector<at::Tensor> parts;
        for (const at::Tensor& part : inputs.split(pointsInCache))
            parts.push_back(earlyAtOnce(part));
        return at::cat(parts);
    }

    [[nodiscard]] at::Tensor earlyAtOnce(const at::Tensor& inputs) const {
        at::Tensor values = inputs.contiguous(m_blocks.front().memoryFormat());
        for (std::size_t i = 0; i < m_earlyBlocks; ++i) values = m_blocks[i](values);
        return values;
    }

    /// Reads the stem, and blocks until there are no more.
    void takeBlocks(const StateDict& state, const WeightSource& weights) {
        std::vector<SameConvolution> stem;
        stem.emplace_back(weights.takeNormed("_conv_stem", "_bn0", {anySide, 3, 3, 3},
                                             efficientnetLiteBatchNormEpsilon),
                          2);
        std::int64_t channels = stem.back().outputs();
        std::size_t stage = 0;
        std::int64_t stageChannels = 0;
        for (std::size_t index = 0; const auto outputs = blockOutputs(state, index); ++index) {
            const bool first = *outputs != stageChannels;
            if (first && index > 0) ++stage;
            if (stage >= stageStrides.size())
                throw Error(state.source() + ": has more stages than EfficientNet-Lite");
            if (stage < earlyStages) m_earlyBlocks = index + 1;
            m_blocks.push_back(takeBlockOfEfficientnetLite(
                weights, blockNameOfEfficientnetLite(index), channels,
                first ? stageStrides[stage] : 1, std::exchange(stem, {})));
            channels = stageChannels = *outputs;
        }
    }

    std::vector<SameChain> m_blocks;  ///< The first begins with the stem.
    std::size_t m_earlyBlocks = 0;  ///< Those before the third stage: a quarter of the input wide.
    SameChain m_head;
};

/// Null if there is none.
const EfficientnetLiteMember* memberOfEfficientnetLite(std::size_t blocks, std::int64_t channels) {
    const auto* const found =
        std::ranges::find_if(efficientnetLiteMembers, [&](const EfficientnetLiteMember& member) {
            return member.blocks == blocks && member.lastChannels == channels;
        });
    return found == efficientnetLiteMembers.end() ? nullptr : found;
}

Variant variantOfEfficientnetLite(const StateDict& state) {
    std::size_t blocks = 0;
    std::int64_t channels = 0;
    for (; const auto outputs = blockOutputs(state, blocks); ++blocks) channels = *outputs;
    if (const EfficientnetLiteMember* member = memberOfEfficientnetLite(blocks, channels)) {
        constexpr double mean = 127.0 / 255;
        constexpr double deviation = 128.0 / 255;
        const int resize = static_cast<int>(member->inputSize / 0.875);
        return {member->title,
                {.inputSize = {member->inputSize, member->inputSize},
                 .resize = resize,
                 .mean = {mean, mean, mean},
                 .std = {deviation, deviation, deviation},
                 .interpolation = Interpolation::Bicubic}};
    }
    throw Error(state.source() + ": is none of EfficientNet-Lite0 to Lite4: it has " +
                std::to_string(blocks) + " blocks, the last one of " + std::to_string(channels) +
                " channels");
}

/// With squeeze and excitation it is EfficientNet.
bool fitsEfficientnetLite(const StateDict& state) {
    return !state.contains(blockNameOfEfficientnetLite(0) + "._se_reduce.weight");
}

std::unique_ptr<Network> buildEfficientnetLite(const WeightSource& weights) {
    return std::make_unique<EfficientNetLite>(weights.state(), weights);
}

}  // namespace

std::string efficientnetLiteTitle(std::size_t blocks, std::int64_t lastChannels) {
    const EfficientnetLiteMember* member = memberOfEfficientnetLite(blocks, lastChannels);
    return member ? member->title : "";
}

Architecture<Network> efficientNetLite() {
    return {.name = "efficientnet-lite",
            .signature = {"_conv_stem.weight", "_conv_head.weight",
                          blockNameOfEfficientnetLite(0) + "._project_conv.weight"},
            .head = {"_fc", "_fc"},
            .fits = fitsEfficientnetLite,
            .variant = variantOfEfficientnetLite,
            .build = buildEfficientnetLite,
            .modules = {"_conv_stem", "_bn0", "_blocks.#", "_conv_head", "_bn1", "_fc"}};
}

}  // namespace sigscope::models
