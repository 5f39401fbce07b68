#include "engine/models/architectures/efficientnet.h"

#include <ATen/ATen.h>

#include <array>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/models/architectures/feature_chain.h"
#include "engine/models/architectures/inverted_residual.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/timm_mobile_names.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

/// The stride of a stage's first block; the others have 1. The first stage is features.1.
constexpr std::array<std::int64_t, 7> efficientnetStrides{1, 2, 2, 2, 1, 2, 1};

/// What tells the members of the family apart, and how they were published.
struct EfficientnetMember {
    const char* title;
    std::size_t blocks;
    std::int64_t lastChannels;  ///< Of the last block.
    double batchNormEpsilon;
    int inputSize;
    int resize;
    Interpolation interpolation = Interpolation::Bicubic;
    double mean = 0;  ///< And standard deviation, of all three channels; 0: ImageNet's.
};

constexpr std::array efficientnetMembers{
    EfficientnetMember{"EfficientNet-B0", 16, 320, 1e-5, 224, 256},
    EfficientnetMember{"EfficientNet-B1", 23, 320, 1e-5, 240, 256},
    EfficientnetMember{"EfficientNet-B2", 23, 352, 1e-5, 288, 288},
    EfficientnetMember{"EfficientNet-B3", 26, 384, 1e-5, 300, 320},
    EfficientnetMember{"EfficientNet-B4", 32, 448, 1e-5, 380, 384},
    EfficientnetMember{"EfficientNet-B5", 39, 512, 1e-3, 456, 456},
    EfficientnetMember{"EfficientNet-B6", 45, 576, 1e-3, 528, 528},
    EfficientnetMember{"EfficientNet-B7", 55, 640, 1e-3, 600, 600},
    EfficientnetMember{"EfficientNet v2 S", 40, 256, 1e-3, 384, 384, Interpolation::Bilinear},
    EfficientnetMember{"EfficientNet v2 M", 57, 512, 1e-3, 480, 480, Interpolation::Bilinear},
    EfficientnetMember{"EfficientNet v2 L", 79, 640, 1e-3, 480, 480, Interpolation::Bicubic, 0.5}};

/// Of the block's first part, which all blocks have.
bool hasEfficientnetBlock(const StateDict& state, std::size_t stage, std::size_t block) {
    return state.contains(featureName(stage) + "." + std::to_string(block) + ".block.0.0.weight");
}

/// How many blocks each stage has, the first one's first.
std::vector<std::size_t> efficientnetDepths(const StateDict& state) {
    std::vector<std::size_t> depths;
    for (std::size_t stage = 1; hasEfficientnetBlock(state, stage, 0); ++stage) {
        std::size_t blocks = 1;
        while (hasEfficientnetBlock(state, stage, blocks)) ++blocks;
        depths.push_back(blocks);
    }
    return depths;
}

const EfficientnetMember& memberOfEfficientnet(const StateDict& state) {
    const std::vector<std::size_t> depths = efficientnetDepths(state);
    std::size_t blocks = 0;
    for (const std::size_t depth : depths) blocks += depth;
    const std::string head = featureName(depths.size() + 1) + ".0.weight";
    const at::Tensor* weight = state.find(head);
    const std::int64_t channels = weight && weight->dim() == 4 ? weight->size(1) : 0;
    for (const EfficientnetMember& member : efficientnetMembers)
        if (member.blocks == blocks && member.lastChannels == channels &&
            depths.size() <= efficientnetStrides.size())
            return member;
    throw Error(state.source() + ": is none of EfficientNet-B0 to -B7 and v2 S to L: it has " +
                std::to_string(depths.size()) + " stages of " + std::to_string(blocks) +
                " blocks, and " + state.nameInFile(head) + " takes " + std::to_string(channels) +
                " channels");
}

InvertedResidualKind efficientnetKind(double batchNormEpsilon, std::int64_t stride) {
    return {.stride = stride,
            .activation = Activation::Silu,
            .curves = {Activation::Silu, Curve::Sigmoid},
            .batchNormEpsilon = batchNormEpsilon};
}

class EfficientNet final : public PooledClassifier {
public:
    EfficientNet(const WeightSource& weights, double batchNormEpsilon)
        : m_features(takeNormedUnit(weights, featureName(0), {anySide, 3, 3, 3},
                                    efficientnetKind(batchNormEpsilon, 2))) {
        const std::vector<std::size_t> depths = efficientnetDepths(weights.state());
        for (std::size_t stage = 1; stage <= depths.size(); ++stage) {
            for (std::size_t i = 0; i < depths[stage - 1]; ++i) {
                const std::int64_t stride = i == 0 ? efficientnetStrides[stage - 1] : 1;
                m_features.add({weights, featureName(stage) + "." + std::to_string(i),
                                m_features.channels(), efficientnetKind(batchNormEpsilon, stride)});
            }
            m_features.endStage();
        }
        m_features.setLast(takeNormedUnit(weights, featureName(depths.size() + 1),
                                          {anySide, m_features.channels(), 1, 1},
                                          efficientnetKind(batchNormEpsilon, 1)));
        takeLinear(weights, "classifier.1", m_features.outputs());
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override { return m_features(inputs); }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        return m_features.describe(graph, inputs);
    }

    FeatureChain<InvertedResidual> m_features;
};

Variant variantOfEfficientnet(const StateDict& state) {
    const EfficientnetMember& member = memberOfEfficientnet(state);
    Preprocessing published;
    published.inputSize = {member.inputSize, member.inputSize};
    published.resize = member.resize;
    published.interpolation = member.interpolation;
    if (member.mean > 0) {
        published.mean = {member.mean, member.mean, member.mean};
        published.std = published.mean;
    }
    return {member.title, published};
}

std::unique_ptr<Network> buildEfficientnet(const WeightSource& weights) {
    return std::make_unique<EfficientNet>(weights,
                                          memberOfEfficientnet(weights.state()).batchNormEpsilon);
}

std::unique_ptr<Network> buildTimmEfficientnet(const WeightSource& weights) {
    return std::make_unique<EfficientNet>(weights, timmBatchNormEpsilon);
}

void requireTimmEfficientnet(const StateDict& state, const std::string& published) {
    requireTimmName(state, published, "efficientnet_b");
}

}  // namespace

Architecture<Network> timmEfficientNet() {
    Architecture<Network> timm = efficientNet();
    timm.visibility = Visibility::Hidden;
    timm.signature = {"conv_stem.weight", "blocks.0.0.se.conv_reduce.weight",
                      "blocks.6.0.conv_pwl.weight", "conv_head.weight", "bn2.weight"};
    timm.head = {"classifier", "classifier"};
    timm.familyName = efficientnetFromTimm;
    timm.requireName = requireTimmEfficientnet;
    timm.build = buildTimmEfficientnet;
    return timm;
}

Architecture<Network> efficientNet() {
    return {.name = "efficientnet",
            .signature = {"features.0.0.weight", "features.1.0.block.0.0.weight"},
            .head = {"classifier", "classifier.1"},
            .variant = variantOfEfficientnet,
            .build = buildEfficientnet,
            .modules = {"features.#", "classifier"}};
}

}  // namespace sigscope::models
