#include "engine/models/architectures/resnet.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <optional>
#include <string>

#include "engine/api/parameters.h"
#include "engine/file_error.h"
#include "engine/models/architectures/cifar_preprocessing.h"
#include "engine/models/architectures/renaming.h"
#include "engine/models/architectures/residual_network.h"

namespace sigscope::models {

namespace {

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

/// Of other depths than the published ones: "ResNet of 2-2-2-2 bottlenecks".
Variant variantOfOtherDepth(const StateDict& state, const std::array<int, resnetStageCount>& blocks,
                            int convolutions) {
    std::string depths;
    for (const int depth : blocks) {
        if (depth == 0)
            refuseFile(state.source(), "is like a ResNet, but has a stage of no blocks");
        depths += (depths.empty() ? "" : "-") + std::to_string(depth);
    }
    return {"ResNet of " + depths + (convolutions == 3 ? " bottlenecks" : " blocks"),
            Preprocessing(), std::nullopt, strideDoubt(state)};
}

Variant variantOfResnet(const StateDict& state) {
    const int convolutions = state.contains("layer1.0.conv3.weight") ? 3 : 2;
    std::array<int, resnetStageCount> blocks{};
    for (int stage = 0; stage < resnetStageCount; ++stage)
        blocks[stage] = residualBlocks(state, stage);
    for (const ResnetMember& member : resnetMembers)
        if (member.blocks == blocks && member.convolutions == convolutions)
            return {titleOf(state, member), Preprocessing(), 1000, strideDoubt(state)};
    return variantOfOtherDepth(state, blocks, convolutions);
}

/// The program whose names these are is for CIFAR.
Variant variantOfLinearResnet(const StateDict& state) {
    Variant variant = variantOfResnet(state);
    variant.preprocessing = cifar10Preprocessing();
    variant.publishedClasses = std::nullopt;
    return variant;
}

std::unique_ptr<Network> buildResnet(const WeightSource& weights) {
    return buildResidualNetwork(weights,
                                {.stages = resnetStageCount, .strides = weights.strides()});
}

/// Of timm's networks those with blur pools or means in place of strides have the same tensors.
void requirePlainStrides(const StateDict& state, const std::string& published) {
    for (const char* kind : {"resnetblur", "resnetaa"})
        if (published.starts_with(kind))
            refuseFile(state.source(), "is timm's " + published +
                                           ", which has blur pools or means that no tensor tells "
                                           "of and that are not known here. Give it as ONNX");
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
    return underOtherNames(resNet(),
                           {"resnet.embedder.embedder.convolution.weight",
                            "resnet.encoder.stages.0.layers.0.layer.0.convolution.weight",
                            "resnet.encoder.stages.3.layers.0.layer.0.convolution.weight"},
                           {"classifier", "classifier.1"}, residualFromHuggingFace);
}

Architecture<Network> resNet() {
    return {.name = "resnet",
            .signature = {"conv1.weight", "layer1.0.conv1.weight", "layer4.0.conv1.weight"},
            .head = {"fc", "fc"},
            .variant = variantOfResnet,
            .build = buildResnet,
            .requireName = requirePlainStrides,
            .strides = {Strides::Published, Strides::Neither, Strides::OnlySecond,
                        Strides::OnlyFirst, Strides::Caffe},
            .modules = {"conv1", "bn1", "layer#", "fc"},
            .familyName = residualName};
}

Architecture<Network> linearResNet() {
    Architecture<Network> linear = resNet();
    linear.visibility = Visibility::Hidden;
    linear.head = {"linear", "linear"};
    linear.variant = variantOfLinearResnet;
    return linear;
}

}  // namespace sigscope::models
