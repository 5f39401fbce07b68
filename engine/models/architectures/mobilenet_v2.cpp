#include "engine/models/architectures/mobilenet_v2.h"

#include <ATen/ATen.h>

#include <array>
#include <string>
#include <vector>

#include "engine/models/architectures/convolution_unit.h"
#include "engine/models/architectures/feature_chain.h"
#include "engine/models/architectures/huggingface_mobile_names.h"
#include "engine/models/architectures/pooled_classifier.h"
#include "engine/models/architectures/timm_conventions.h"
#include "engine/models/architectures/timm_mobile_names.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

/// Of features.1 to features.17; features.0 is the stem, features.18 the head.
constexpr std::array<std::int64_t, 17> blockStrides{1, 2, 1, 2, 1, 1, 2, 1, 1,
                                                    1, 1, 1, 1, 2, 1, 1, 1};

/// The block that halves its inputs after the stem did.
constexpr std::size_t secondHalving = 1;

/// What an architecture does not say itself are torchvision's: even padding, ε = 1e-5.
Conventions conventionsOfMobilenetV2(const WeightSource& weights) {
    return weights.conventions().value_or(Conventions());
}

/// An inverted residual: expand 1×1 (but for the first block), depthwise 3×3, project 1×1.
struct MobilenetV2Block {
    std::vector<ConvolutionUnit> units;
    bool residual = false;  ///< Its inputs, of the shape of its outputs, are added to these.

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        at::Tensor values = inputs;
        for (const ConvolutionUnit& unit : units) values = unit(values);
        return residual ? values + inputs : values;
    }
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const {
        LayerIndex last = inputs;
        for (const ConvolutionUnit& unit : units) last = unit.describe(graph, last);
        return residual ? graph.add(SumLayer{}, {last, inputs}) : last;
    }
    [[nodiscard]] std::int64_t outputs() const { return units.back().outputs(); }
};

ConvolutionUnit takeUnitOfMobilenetV2(const WeightSource& weights, const std::string& name,
                                      const std::string& norm,
                                      const std::vector<std::int64_t>& shape, std::int64_t stride,
                                      Activation activation) {
    const Conventions conventions = conventionsOfMobilenetV2(weights);
    Convolution convolution = weights.takeNormed(name, norm, shape, conventions.batchNormEpsilon);
    // A depthwise convolution: every channel is a group of its own.
    const bool depthwise = shape[1] == 1;
    const ConvolutionLayout layout =
        centredLayout(convolution, stride, depthwise ? convolution.weight.size(0) : 1);
    return {std::move(convolution), layout, activation,
            stride > 1 ? conventions.borders : Borders::Padded};
}

MobilenetV2Block takeBlockOfMobilenetV2(const WeightSource& weights, const std::string& name,
                                        std::int64_t inputs, std::int64_t stride) {
    const std::string conv = name + ".conv.";
    const bool expands = weights.contains(conv + "1.0.weight");
    MobilenetV2Block block;
    std::int64_t width = inputs;
    if (expands) {
        block.units.push_back(takeUnitOfMobilenetV2(weights, conv + "0.0", conv + "0.1",
                                                    {anySide, inputs, 1, 1}, 1, Activation::Relu6));
        width = block.outputs();
    }
    const std::string depthwise = conv + (expands ? "1" : "0");
    block.units.push_back(takeUnitOfMobilenetV2(weights, depthwise + ".0", depthwise + ".1",
                                                {width, 1, 3, 3}, stride, Activation::Relu6));
    const int project = expands ? 2 : 1;
    block.units.push_back(takeUnitOfMobilenetV2(weights, conv + std::to_string(project),
                                                conv + std::to_string(project + 1),
                                                {anySide, width, 1, 1}, 1, Activation::None));
    block.residual = stride == 1 && block.outputs() == inputs;
    return block;
}

class MobileNetV2 final : public PooledClassifier {
public:
    explicit MobileNetV2(const WeightSource& weights)
        : m_features(
              takeUnitOfMobilenetV2(weights, "features.0.0", "features.0.1", {anySide, 3, 3, 3},
                                    firstHalves(weights.strides()) ? 2 : 1, Activation::Relu6)) {
        for (std::size_t i = 0; i < blockStrides.size(); ++i) {
            const bool keeps = i == secondHalving && !secondHalves(weights.strides());
            m_features.add(takeBlockOfMobilenetV2(
                weights, featureName(i + 1), m_features.channels(), keeps ? 1 : blockStrides[i]));
            m_features.endStage();
        }
        const std::string last = featureName(blockStrides.size() + 1);
        m_features.setLast(takeUnitOfMobilenetV2(weights, last + ".0", last + ".1",
                                                 {anySide, m_features.channels(), 1, 1}, 1,
                                                 Activation::Relu6));
        takeLinear(weights, "classifier.1", m_features.outputs());
    }

private:
    at::Tensor featureMaps(const at::Tensor& inputs) const override { return m_features(inputs); }

    LayerIndex describeMaps(LayerGraph& graph, LayerIndex inputs) const override {
        return m_features.describe(graph, inputs);
    }

    FeatureChain<MobilenetV2Block> m_features;
};

Variant variantOfMobilenetV2(const StateDict&) {
    return {"MobileNet v2", Preprocessing()};
}

std::unique_ptr<Network> buildMobilenetV2(const WeightSource& weights) {
    return std::make_unique<MobileNetV2>(weights);
}

/// EfficientNets have excitations from the first stage on, or are Lite.
bool fitsTimmMobilenetV2(const StateDict& state) {
    return !excitesFromTheStart(state) && !isTimmLite(state);
}

Conventions timmMobilenetV2Conventions(const StateDict& state, const Publication& publication) {
    return timmConventions(state, publication, {"mobilenetv2_", "N", isTimmNumber});
}

/// Published with TensorFlow's padding.
Conventions huggingFaceMobilenetV2Conventions(const StateDict&, const Publication& publication) {
    const bool padsAsTensorflow = publication.tensorflowPadding.value_or(true);
    return {.borders = padsAsTensorflow ? Borders::Same : Borders::Padded,
            .batchNormEpsilon = publication.batchNormEpsilon.value_or(1e-3)};
}

/// They were published with more classes than torchvision's, and with another preprocessing.
Variant variantOfHuggingFaceMobilenetV2(const StateDict& state) {
    Variant variant = variantOfMobilenetV2(state);
    variant.publishedClasses = std::nullopt;
    variant.note =
        "padding and batch norms are those of the MobileNets v2 in Hugging Face's transformers, "
        "but for what config.json beside the weights says";
    return variant;
}

}  // namespace

Architecture<Network> timmMobileNetV2() {
    Architecture<Network> timm =
        underOtherNames(mobileNetV2(),
                        {"conv_stem.weight", "blocks.0.0.conv_dw.weight",
                         "blocks.6.0.conv_pwl.weight", "conv_head.weight", "bn2.weight"},
                        {"classifier", "classifier"}, mobilenetV2FromTimm);
    timm.fits = fitsTimmMobilenetV2;
    timm.conventions = timmMobilenetV2Conventions;
    return timm;
}

Architecture<Network> huggingFaceMobileNetV2() {
    Architecture<Network> theirs =
        underOtherNames(mobileNetV2(),
                        {"mobilenet_v2.conv_stem.first_conv.convolution.weight",
                         "mobilenet_v2.layer.0.expand_1x1.convolution.weight",
                         "mobilenet_v2.conv_1x1.convolution.weight"},
                        {"classifier", "classifier"}, mobilenetV2FromHuggingFace);
    theirs.variant = variantOfHuggingFaceMobilenetV2;
    theirs.conventions = huggingFaceMobilenetV2Conventions;
    return theirs;
}

Architecture<Network> mobileNetV2() {
    return {
        .name = "mobilenet-v2",
        .signature = {"features.0.0.weight", "features.1.conv.0.0.weight", "features.18.0.weight"},
        .head = {"classifier", "classifier.1"},
        .variant = variantOfMobilenetV2,
        .build = buildMobilenetV2,
        .strides = {Strides::Published, Strides::Neither, Strides::OnlySecond, Strides::OnlyFirst},
        .modules = {"features.#", "classifier"}};
}

}  // namespace sigscope::models
