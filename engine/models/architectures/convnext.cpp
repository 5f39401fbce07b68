#include "engine/models/architectures/convnext.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/file_error.h"
#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/layer_norm.h"
#include "engine/models/architectures/renaming.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr double convnextLayerNormEpsilon = 1e-6;
/// Of the means in transformers' networks, unless config.json says another.
constexpr double huggingFaceMeansEpsilon = 1e-12;
constexpr int convnextStageCount = 4;
constexpr std::int64_t stemPatch = 4;    ///< Pixels along a side.
constexpr std::int64_t mergedPatch = 2;  ///< Of a stage's outputs, before the next one.

using ConvnextDepths = std::array<int, convnextStageCount>;

struct ConvnextMember {
    const char* name;
    ConvnextDepths blocks;
    std::int64_t width;  ///< Of the first stage.
    int resize;
};

constexpr std::array convnextMembers{ConvnextMember{"tiny", {3, 3, 9, 3}, 96, 236},
                                     ConvnextMember{"small", {3, 3, 27, 3}, 96, 230},
                                     ConvnextMember{"base", {3, 3, 27, 3}, 128, 232},
                                     ConvnextMember{"large", {3, 3, 27, 3}, 192, 232}};

/// features.1, .3, .5 and .7 are the stages; what lies between merges patches.
std::string convnextStage(int stage) {
    return "features." + std::to_string(2 * stage + 1);
}

std::string convnextMerger(int stage) {
    return "features." + std::to_string(2 * stage);
}

ConvnextDepths convnextDepths(const StateDict& state) {
    ConvnextDepths depths{};
    for (int stage = 0; stage < convnextStageCount; ++stage)
        while (state.contains(convnextStage(stage) + "." + std::to_string(depths[stage]) +
                              ".layer_scale"))
            ++depths[stage];
    return depths;
}

/// The norm of each position's channels, of [B, C, H, W].
at::Tensor normedMaps(const LayerNorm& norm, const at::Tensor& maps) {
    return norm(maps.permute({0, 2, 3, 1})).permute({0, 3, 1, 2});
}

LayerNorm takeConvnextNorm(const WeightSource& weights, const std::string& name,
                           std::int64_t channels) {
    return takeLayerNorm(weights, name, channels, convnextLayerNormEpsilon);
}

/// Patches side by side, each to one position.
ConvolutionUnit takePatches(const WeightSource& weights, const std::string& name,
                            std::int64_t inputs, std::int64_t side) {
    return {weights.takeBiased(name, {anySide, inputs, side, side}), unpaddedLayout(side),
            Activation::None};
}

/// x + γ ⊙ W₂ gelu(W₁ norm(depthwise 7×7 of x)), of each position by itself but for the
/// convolution.
class ConvnextBlock {
public:
    ConvnextBlock(const WeightSource& weights, const std::string& name, std::int64_t channels) {
        Convolution depthwise = weights.takeBiased(name + ".block.0", {channels, 1, 7, 7});
        const ConvolutionLayout layout = centredLayout(depthwise, 1, channels);
        m_depthwise = {std::move(depthwise), layout, Activation::None};
        m_norm = takeConvnextNorm(weights, name + ".block.2", channels);
        // timm's small ones have them as convolutions of 1×1.
        m_expand = weights.takeLinear(name + ".block.3", channels);
        m_project = weights.takeLinear(name + ".block.5", m_expand.weight.size(0));
        if (m_project.weight.size(0) != channels)
            weights.refuse(weights.state().nameInFile(name + ".block.5.weight") + " gives " +
                           std::to_string(m_project.weight.size(0)) +
                           " channels, this model wants " + std::to_string(channels));
        m_scale = takeScale(weights, name + ".layer_scale", channels);
    }

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        const at::Tensor normed = m_norm(m_depthwise(inputs).permute({0, 2, 3, 1}));
        const at::Tensor hidden = at::gelu(at::linear(normed, m_expand.weight, m_expand.bias));
        const at::Tensor outputs = at::linear(hidden, m_project.weight, m_project.bias);
        return inputs + m_scale * outputs.permute({0, 3, 1, 2});
    }

private:
    /// torchvision's has three sides, others' one.
    static at::Tensor takeScale(const WeightSource& weights, const std::string& name,
                                std::int64_t channels) {
        const at::Tensor* scale = weights.state().find(name);
        const bool flat = scale && scale->dim() == 1;
        using Shape = std::vector<std::int64_t>;
        return weights.take(name, flat ? Shape{channels} : Shape{channels, 1, 1})
            .view({channels, 1, 1});
    }

    ConvolutionUnit m_depthwise;
    LayerNorm m_norm;
    Convolution m_expand, m_project;  ///< Linear layers: the same two tensors.
    at::Tensor m_scale;               ///< γ, [C, 1, 1]
};

/// The blocks of a stage, and how it is given what the one before gives.
struct ConvnextStage {
    LayerNorm norm;          ///< Before the patches are merged; of the first stage, after.
    ConvolutionUnit merger;  ///< Of the first stage the stem.
    std::vector<ConvnextBlock> blocks{};
};

class ConvNeXt final : public Network {
public:
    /// `meansEpsilon` is that of the norm of the means.
    ConvNeXt(const WeightSource& weights, double meansEpsilon) {
        const ConvnextDepths depths = convnextDepths(weights.state());
        std::int64_t channels = 3;
        for (int stage = 0; stage < convnextStageCount; ++stage) {
            m_stages.push_back(stage == 0 ? takeStem(weights)
                                          : takeMerger(weights, stage, channels));
            channels = m_stages.back().merger.outputs();
            for (int i = 0; i < depths[stage]; ++i)
                m_stages.back().blocks.emplace_back(
                    weights, convnextStage(stage) + "." + std::to_string(i), channels);
        }
        m_norm = takeLayerNorm(weights, "classifier.0", channels, meansEpsilon);
        m_linear = weights.takeConvolution("classifier.2", {anySide, channels});
    }

    at::Tensor logits(const at::Tensor& inputs) const override {
        return classify(features(inputs));
    }

    at::Tensor features(const at::Tensor& inputs) const override {
        const ConvolutionUnit& stem = m_stages.front().merger;
        at::Tensor values = inputs.contiguous(stem.memoryFormat());
        for (std::size_t stage = 0; stage < m_stages.size(); ++stage) {
            const auto& [norm, merger, blocks] = m_stages[stage];
            values =
                stage == 0 ? normedMaps(norm, merger(values)) : merger(normedMaps(norm, values));
            for (const ConvnextBlock& block : blocks) values = block(values);
        }
        return m_norm(values.mean({2, 3}));
    }

    at::Tensor classify(const at::Tensor& features) const override {
        return at::linear(features, m_linear.weight, m_linear.bias);
    }

    int classCount() const override { return static_cast<int>(m_linear.bias.size(0)); }

    std::int64_t smallestInput() const override {
        return stemPatch * mergedPatch * mergedPatch * mergedPatch;
    }

private:
    static ConvnextStage takeStem(const WeightSource& weights) {
        ConvolutionUnit stem = takePatches(weights, convnextMerger(0) + ".0", 3, stemPatch);
        LayerNorm norm = takeConvnextNorm(weights, convnextMerger(0) + ".1", stem.outputs());
        return {std::move(norm), std::move(stem)};
    }

    static ConvnextStage takeMerger(const WeightSource& weights, int stage, std::int64_t inputs) {
        return {takeConvnextNorm(weights, convnextMerger(stage) + ".0", inputs),
                takePatches(weights, convnextMerger(stage) + ".1", inputs, mergedPatch)};
    }

    std::vector<ConvnextStage> m_stages;
    LayerNorm m_norm;      ///< Of the means.
    Convolution m_linear;  ///< A linear layer has the same two tensors.
};

/// "ConvNeXt-tiny", or what it has where that is none of the published.
Variant variantOfConvnext(const StateDict& state) {
    const ConvnextDepths depths = convnextDepths(state);
    const at::Tensor* stem = state.find(convnextMerger(0) + ".0.weight");
    const std::int64_t width = stem && stem->dim() == 4 ? stem->size(0) : 0;
    for (const ConvnextMember& member : convnextMembers)
        if (member.blocks == depths && member.width == width)
            return {std::string("ConvNeXt-") + member.name, {.resize = member.resize}};
    std::string blocks;
    for (const int depth : depths) blocks += (blocks.empty() ? "" : "-") + std::to_string(depth);
    return {"ConvNeXt " + blocks + " of width " + std::to_string(width), Preprocessing()};
}

std::unique_ptr<Network> buildConvnext(const WeightSource& weights) {
    return std::make_unique<ConvNeXt>(weights, convnextLayerNormEpsilon);
}

std::unique_ptr<Network> buildHuggingFaceConvnext(const WeightSource& weights) {
    const Conventions conventions = weights.conventions().value_or(Conventions());
    return std::make_unique<ConvNeXt>(
        weights, conventions.layerNormEpsilon.value_or(huggingFaceMeansEpsilon));
}

Conventions huggingFaceConvnextConventions(const StateDict&, const Publication& publication) {
    return {.layerNormEpsilon = publication.layerNormEpsilon};
}

std::string convnextFromTimm(const std::string& name) {
    static constexpr auto names = std::to_array<Renaming>({{"head.norm.", "classifier.0."},
                                                           {"head.fc.", "classifier.2."},
                                                           {"stem.", "features.0."},
                                                           {"stages.0.blocks.", "features.1."},
                                                           {"stages.1.downsample.", "features.2."},
                                                           {"stages.1.blocks.", "features.3."},
                                                           {"stages.2.downsample.", "features.4."},
                                                           {"stages.2.blocks.", "features.5."},
                                                           {"stages.3.downsample.", "features.6."},
                                                           {"stages.3.blocks.", "features.7."},
                                                           {".conv_dw.", ".block.0."},
                                                           {".norm.", ".block.2."},
                                                           {".mlp.fc1.", ".block.3."},
                                                           {".mlp.fc2.", ".block.5."},
                                                           {".gamma", ".layer_scale"}});
    return renamed(name, names);
}

/// The layer norms of these have another ε than all others', 1e-5, and some of the last, which are
/// for tests, have other activations.
void requireTimmConvnext(const StateDict& state, const std::string& published) {
    // The first one's width, which is no other's.
    constexpr std::int64_t widthOfXxlarge = 384;
    const at::Tensor* stem = state.find(convnextMerger(0) + ".0.weight");
    if (stem && stem->dim() == 4 && stem->size(0) == widthOfXxlarge)
        refuseFile(state.source(),
                   "has the width of timm's convnext_xxlarge, whose layer norms are not known "
                   "here. Give it as ONNX");
    for (const char* kind : {"convnext_xxlarge", "test_convnext"})
        if (published.starts_with(kind))
            refuseFile(state.source(),
                       "is timm's " + published +
                           ", whose layer norms or activations are not known here. Give it as "
                           "ONNX");
}

std::string convnextFromHuggingFace(const std::string& name) {
    static constexpr auto names =
        std::to_array<Renaming>({{"convnext.embeddings.patch_embeddings.", "features.0.0."},
                                 {"convnext.embeddings.layernorm.", "features.0.1."},
                                 {"convnext.encoder.stages.0.layers.", "features.1."},
                                 {"convnext.encoder.stages.1.downsampling_layer.", "features.2."},
                                 {"convnext.encoder.stages.1.layers.", "features.3."},
                                 {"convnext.encoder.stages.2.downsampling_layer.", "features.4."},
                                 {"convnext.encoder.stages.2.layers.", "features.5."},
                                 {"convnext.encoder.stages.3.downsampling_layer.", "features.6."},
                                 {"convnext.encoder.stages.3.layers.", "features.7."},
                                 {"convnext.layernorm.", "classifier.0."},
                                 {"classifier.weight", "classifier.2.weight"},
                                 {"classifier.bias", "classifier.2.bias"},
                                 {".dwconv.", ".block.0."},
                                 {".layernorm.", ".block.2."},
                                 {".pwconv1.", ".block.3."},
                                 {".pwconv2.", ".block.5."},
                                 {".layer_scale_parameter", ".layer_scale"}});
    return renamed(name, names);
}

}  // namespace

Architecture<Network> huggingFaceConvNeXt() {
    Architecture<Network> theirs = underOtherNames(
        convNeXt(),
        {"convnext.embeddings.patch_embeddings.weight", "convnext.embeddings.layernorm.weight",
         "convnext.encoder.stages.0.layers.0.layer_scale_parameter",
         "convnext.encoder.stages.3.layers.0.layer_scale_parameter", "convnext.layernorm.weight"},
        {"classifier", "classifier"}, convnextFromHuggingFace);
    theirs.build = buildHuggingFaceConvnext;
    theirs.conventions = huggingFaceConvnextConventions;
    return theirs;
}

Architecture<Network> timmConvNeXt() {
    Architecture<Network> timm =
        underOtherNames(convNeXt(),
                        {"stem.0.weight", "stem.1.weight", "stages.0.blocks.0.gamma",
                         "stages.3.blocks.0.gamma", "head.norm.weight"},
                        {"head.fc", "head.fc"}, convnextFromTimm);
    timm.requireName = requireTimmConvnext;
    return timm;
}

Architecture<Network> convNeXt() {
    return {.name = "convnext",
            .signature = {"features.0.0.weight", "features.0.1.weight", "features.1.0.layer_scale",
                          "features.7.0.layer_scale"},
            .head = {"classifier", "classifier.2"},
            .variant = variantOfConvnext,
            .build = buildConvnext,
            .modules = {"features.#", "classifier.#"}};
}

}  // namespace sigscope::models
