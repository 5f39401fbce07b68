#include "engine/models/architectures/efficientnet.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/models/architectures/efficientnet_lite.h"
#include "engine/models/architectures/efficientnet_network.h"
#include "engine/models/architectures/feature_chain.h"
#include "engine/models/architectures/huggingface_mobile_names.h"
#include "engine/models/architectures/timm_conventions.h"
#include "engine/models/architectures/timm_mobile_names.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

namespace {

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

/// The member of that shape; null if it is none that torchvision has.
const EfficientnetMember* memberOfShape(const EfficientnetShape& shape) {
    const auto* const found =
        std::ranges::find_if(efficientnetMembers, [&shape](const EfficientnetMember& member) {
            return member.blocks == shape.blocks && member.lastChannels == shape.lastChannels;
        });
    return found == efficientnetMembers.end() ? nullptr : found;
}

const EfficientnetMember& memberOfEfficientnet(const StateDict& state) {
    const EfficientnetShape shape = efficientnetShape(state);
    const EfficientnetMember* member = memberOfShape(shape);
    if (member && shape.depths.size() <= efficientnetStrides.size()) return *member;
    const std::size_t stages = shape.depths.size();
    throw Error(state.source() + ": is none of EfficientNet-B0 to -B7 and v2 S to L: it has " +
                std::to_string(stages) + " stages of " + std::to_string(shape.blocks) +
                " blocks, and " + state.nameInFile(featureName(stages + 1) + ".0.weight") +
                " takes " + std::to_string(shape.lastChannels) + " channels");
}

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

std::unique_ptr<Network> buildTorchvisionEfficientnet(const WeightSource& weights) {
    return buildEfficientnet(
        weights, Activation::Silu,
        {.batchNormEpsilon = memberOfEfficientnet(weights.state()).batchNormEpsilon});
}

/// Other publishers have members that torchvision does not have, and each its own preprocessing.
Variant variantOfOthers(const StateDict& state, const std::string& otherwise) {
    const EfficientnetShape shape = efficientnetShape(state);
    const EfficientnetMember* member = memberOfShape(shape);
    Variant variant = member ? variantOfEfficientnet(state) : Variant{otherwise, Preprocessing()};
    if (!member) variant.title += " of " + std::to_string(shape.blocks) + " blocks";
    variant.publishedClasses = std::nullopt;
    return variant;
}

Variant variantOfTimmEfficientnet(const StateDict& state) {
    return variantOfOthers(state, "EfficientNet");
}

Variant variantOfTimmEfficientnetV2(const StateDict& state) {
    return variantOfOthers(state, "EfficientNet v2");
}

Variant variantOfTimmEfficientnetLite(const StateDict& state) {
    const EfficientnetShape shape = efficientnetShape(state);
    std::string title = efficientnetLiteTitle(shape.blocks, shape.lastChannels);
    if (title.empty()) title = "EfficientNet-Lite of " + std::to_string(shape.blocks) + " blocks";
    return {title, Preprocessing(), std::nullopt};
}

std::unique_ptr<Network> buildOtherEfficientnet(const WeightSource& weights) {
    return buildEfficientnet(weights, Activation::Silu,
                             weights.conventions().value_or(Conventions()));
}

std::unique_ptr<Network> buildTimmEfficientnetLite(const WeightSource& weights) {
    return buildEfficientnet(weights, Activation::Relu6,
                             weights.conventions().value_or(Conventions()));
}

Conventions timmEfficientnetConventions(const StateDict& state, const Publication& publication) {
    return timmConventions(state, publication, {"efficientnet_b", "N", isTimmNumber});
}

Conventions timmEfficientnetLiteConventions(const StateDict& state,
                                            const Publication& publication) {
    return timmConventions(state, publication, {"efficientnet_lite", "N", isTimmNumber});
}

bool isTimmEfficientnetV2(std::string_view member) {
    constexpr std::array<std::string_view, 12> members{"s",  "m",  "l",    "xl",   "b0",   "b1",
                                                       "b2", "b3", "rw_t", "rw_s", "rw_m", "t"};
    return std::ranges::find(members, member) != members.end();
}

Conventions timmEfficientnetV2Conventions(const StateDict& state, const Publication& publication) {
    return timmConventions(state, publication, {"efficientnetv2_", "s", isTimmEfficientnetV2});
}

/// Those blocks before which, of the input that the member was published with, a length is odd.
std::vector<std::size_t> publishedEvenBlocks(const EfficientnetShape& shape) {
    constexpr std::array published{224, 240, 260, 300, 380, 456, 528, 600};  // B0 to B7.
    const EfficientnetMember* member = memberOfShape(shape);
    if (!member) return {};
    const auto number = static_cast<std::size_t>(member - efficientnetMembers.data());
    if (number >= published.size()) return {};  // A v2, of which there is none.
    std::vector<std::size_t> even;
    int length = published.at(number) / 2;  // Behind the stem.
    std::size_t block = 0;
    for (std::size_t stage = 0; stage < shape.depths.size(); ++stage) {
        if (efficientnetStrides[stage] == 2) {
            if (length % 2 == 1) even.push_back(block);
            length = (length + 1) / 2;
        }
        block += shape.depths[stage];
    }
    return even;
}

Conventions huggingFaceEfficientnetConventions(const StateDict& state,
                                               const Publication& publication) {
    const auto& even = publication.evenlyPadded;
    return {.borders = Borders::Trailing,
            .batchNormEpsilon = publication.batchNormEpsilon.value_or(1e-3),
            .evenBlocks = even ? *even : publishedEvenBlocks(efficientnetShape(state))};
}

Variant variantOfHuggingFaceEfficientnet(const StateDict& state) {
    Variant variant = variantOfOthers(state, "EfficientNet");
    variant.note =
        "padding and batch norms are those of the EfficientNets in Hugging Face's transformers, "
        "but for what config.json beside the weights says";
    return variant;
}

Architecture<Network> timmKindOfEfficientnet(std::vector<std::string> signature) {
    Architecture<Network> timm =
        underOtherNames(efficientNet(), std::move(signature), {"classifier", "classifier"});
    timm.familyNames = efficientnetNamesFromTimm;
    timm.build = buildOtherEfficientnet;
    return timm;
}

}  // namespace

Architecture<Network> timmEfficientNet() {
    Architecture<Network> timm =
        timmKindOfEfficientnet({"conv_stem.weight", "blocks.0.0.se.conv_reduce.weight",
                                "blocks.6.0.conv_pwl.weight", "conv_head.weight", "bn2.weight"});
    timm.variant = variantOfTimmEfficientnet;
    timm.conventions = timmEfficientnetConventions;
    return timm;
}

Architecture<Network> timmEfficientNetV2() {
    Architecture<Network> timm = timmKindOfEfficientnet(
        {"conv_stem.weight", "blocks.0.0.bn1.weight", "blocks.1.0.conv_exp.weight",
         "blocks.5.0.se.conv_reduce.weight", "conv_head.weight", "bn2.weight"});
    timm.variant = variantOfTimmEfficientnetV2;
    timm.conventions = timmEfficientnetV2Conventions;
    return timm;
}

Architecture<Network> timmEfficientNetLite() {
    Architecture<Network> timm =
        timmKindOfEfficientnet({"conv_stem.weight", "blocks.0.0.conv_dw.weight",
                                "blocks.6.0.conv_pwl.weight", "conv_head.weight", "bn2.weight"});
    timm.name = "efficientnet-lite";
    timm.fits = isTimmLite;
    timm.variant = variantOfTimmEfficientnetLite;
    timm.build = buildTimmEfficientnetLite;
    timm.conventions = timmEfficientnetLiteConventions;
    return timm;
}

Architecture<Network> huggingFaceEfficientNet() {
    Architecture<Network> theirs =
        underOtherNames(efficientNet(),
                        {"efficientnet.embeddings.convolution.weight",
                         "efficientnet.encoder.blocks.0.depthwise_conv.depthwise_conv.weight",
                         "efficientnet.encoder.top_conv.weight"},
                        {"classifier", "classifier"});
    theirs.familyNames = efficientnetNamesFromHuggingFace;
    theirs.variant = variantOfHuggingFaceEfficientnet;
    theirs.build = buildOtherEfficientnet;
    theirs.conventions = huggingFaceEfficientnetConventions;
    return theirs;
}

Architecture<Network> efficientNet() {
    return {.name = "efficientnet",
            .signature = {"features.0.0.weight", "features.1.0.block.0.0.weight"},
            .head = {"classifier", "classifier.1"},
            .variant = variantOfEfficientnet,
            .build = buildTorchvisionEfficientnet,
            .modules = {"features.#", "classifier"}};
}

}  // namespace sigscope::models
