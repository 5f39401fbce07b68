#include "engine/models/architectures/mobilenet_v3.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/models/architectures/feature_chain.h"
#include "engine/models/architectures/inverted_residual.h"
#include "engine/models/architectures/timm_conventions.h"
#include "engine/models/architectures/timm_mobile_names.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

constexpr double mobilenetV3BatchNormEpsilon = 1e-3;

/// What weights do not tell of a member.
struct MobilenetV3Member {
    const char* title;
    std::vector<std::int64_t> strides;  ///< Of the blocks features.1, features.2, …
    std::size_t rectified;              ///< So many first blocks have ReLU, the others hard-swish.
};

const std::array<MobilenetV3Member, 2>& mobilenetV3Members() {
    static const std::array<MobilenetV3Member, 2> members{
        {{"MobileNet v3 small", {2, 2, 1, 2, 1, 1, 1, 1, 2, 1, 1}, 3},
         {"MobileNet v3 large", {1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1}, 6}}};
    return members;
}

const MobilenetV3Member& memberOfMobilenetV3(const StateDict& state) {
    std::size_t blocks = 0;
    while (state.contains(featureName(blocks + 1) + ".block.0.0.weight")) ++blocks;
    for (const MobilenetV3Member& member : mobilenetV3Members())
        if (member.strides.size() == blocks) return member;
    throw Error(state.source() + ": is neither MobileNet v3 small nor large: it has " +
                std::to_string(blocks) + " blocks, these have 11 and 15");
}

/// Of everything but the blocks.
InvertedResidualKind endsOfMobilenetV3(std::int64_t stride, const Conventions& conventions) {
    return {.stride = stride,
            .activation = Activation::HardSwish,
            .batchNormEpsilon = conventions.batchNormEpsilon,
            .borders = conventions.borders};
}

class MobileNetV3 final : public Network {
public:
    MobileNetV3(const WeightSource& weights, const Conventions& conventions)
        : m_features(takeNormedUnit(
              weights, featureName(0), {anySide, 3, 3, 3},
              endsOfMobilenetV3(firstHalves(weights.strides()) ? 2 : 1, conventions))) {
        const MobilenetV3Member& member = memberOfMobilenetV3(weights.state());
        takeBlocks(weights, member, conventions);
        m_features.setLast(takeNormedUnit(weights, featureName(member.strides.size() + 1),
                                          {anySide, m_features.channels(), 1, 1},
                                          endsOfMobilenetV3(1, conventions)));
        m_hidden = weights.takeLinear("classifier.0", m_features.outputs());
        m_linear = weights.takeConvolution("classifier.3", {anySide, m_hidden.weight.size(0)});
    }

    at::Tensor logits(const at::Tensor& inputs) const override {
        return classify(features(inputs));
    }

    at::Tensor features(const at::Tensor& inputs) const override {
        return m_features(inputs).mean({2, 3});
    }

    at::Tensor classify(const at::Tensor& features) const override {
        const at::Tensor hidden =
            at::hardswish(at::linear(features, m_hidden.weight, m_hidden.bias));
        return at::linear(hidden, m_linear.weight, m_linear.bias);
    }

    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const override {
        LayerIndex last = m_features.describe(graph, inputs);
        last = graph.add(GlobalMeanLayer{}, {last});
        last = graph.add(LinearLayer{m_hidden.weight, m_hidden.bias}, {last});
        last = graph.add(CurveLayer{Curve::HardSwish}, {last});
        return graph.add(LinearLayer{m_linear.weight, m_linear.bias}, {last});
    }

    int classCount() const override { return static_cast<int>(m_linear.bias.size(0)); }

private:
    void takeBlocks(const WeightSource& weights, const MobilenetV3Member& member,
                    const Conventions& conventions) {
        const auto halving = std::ranges::find(member.strides, 2) - member.strides.begin();
        for (std::size_t i = 0; i < member.strides.size(); ++i) {
            const bool keeps =
                static_cast<std::ptrdiff_t>(i) == halving && !secondHalves(weights.strides());
            const InvertedResidualKind kind{
                .stride = keeps ? 1 : member.strides[i],
                .activation = i < member.rectified ? Activation::Relu : Activation::HardSwish,
                .curves = {Activation::Relu, Curve::HardSigmoid},
                .batchNormEpsilon = conventions.batchNormEpsilon,
                .borders = conventions.borders};
            m_features.add({weights, featureName(i + 1), m_features.channels(), kind});
            m_features.endStage();
        }
    }

    FeatureChain<InvertedResidual> m_features;
    Convolution m_hidden, m_linear;  ///< Linear layers: the same two tensors.
};

Variant variantOfMobilenetV3(const StateDict& state) {
    return {memberOfMobilenetV3(state).title, Preprocessing()};
}

std::unique_ptr<Network> buildMobilenetV3(const WeightSource& weights) {
    return std::make_unique<MobileNetV3>(
        weights, Conventions{.batchNormEpsilon = mobilenetV3BatchNormEpsilon});
}

std::unique_ptr<Network> buildTimmMobilenetV3(const WeightSource& weights) {
    return std::make_unique<MobileNetV3>(weights, weights.conventions().value_or(Conventions()));
}

/// `tail` is the tensor by which the sizes are told apart.
Architecture<Network> timmMobileNetV3(const char* tail,
                                      std::string (*familyName)(const std::string&),
                                      Conventions (*conventions)(const StateDict&,
                                                                 const Publication&)) {
    Architecture<Network> timm = underOtherNames(
        mobileNetV3(), {"conv_stem.weight", "blocks.0.0.conv_dw.weight", "conv_head.bias", tail},
        {"classifier", "classifier"}, familyName);
    timm.build = buildTimmMobilenetV3;
    timm.conventions = conventions;
    return timm;
}

Conventions timmMobilenetV3LargeConventions(const StateDict& state,
                                            const Publication& publication) {
    return timmConventions(state, publication, {"mobilenetv3_large_", "N", isTimmNumber});
}

Conventions timmMobilenetV3SmallConventions(const StateDict& state,
                                            const Publication& publication) {
    return timmConventions(state, publication, {"mobilenetv3_small_", "N", isTimmNumber});
}

}  // namespace

Architecture<Network> timmMobileNetV3Large() {
    return timmMobileNetV3("blocks.6.0.conv.weight", mobilenetV3LargeFromTimm,
                           timmMobilenetV3LargeConventions);
}

Architecture<Network> timmMobileNetV3Small() {
    return timmMobileNetV3("blocks.5.0.conv.weight", mobilenetV3SmallFromTimm,
                           timmMobilenetV3SmallConventions);
}

Architecture<Network> mobileNetV3() {
    return {
        .name = "mobilenet-v3",
        .signature = {"features.0.0.weight", "features.1.block.0.0.weight", "classifier.0.weight"},
        .head = {"classifier", "classifier.3"},
        .variant = variantOfMobilenetV3,
        .build = buildMobilenetV3,
        .strides = {Strides::Published, Strides::Neither, Strides::OnlySecond, Strides::OnlyFirst},
        .modules = {"features.#", "classifier.#"}};
}

}  // namespace sigscope::models
