#include "engine/models/architectures/cifar_resnet.h"

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "engine/file_error.h"
#include "engine/models/architectures/cifar_preprocessing.h"
#include "engine/models/architectures/residual_network.h"
#include "engine/models/weights/tensor_data.h"

namespace sigscope::models {

namespace {

constexpr int cifarStageCount = 3;

[[noreturn]] void refuseCifarResnet(const StateDict& state, const std::string& reason) {
    refuseFile(state.source(),
               "is like a ResNet of 6n + 2 layers for pictures of 32 pixels, but " + reason);
}

/// n of 6n + 2.
int blocksOfCifarResnet(const StateDict& state) {
    std::array<int, cifarStageCount> blocks{};
    std::string found;
    for (int stage = 0; stage < cifarStageCount; ++stage) {
        blocks[stage] = residualBlocks(state, stage);
        found += (found.empty() ? "" : ", ") + std::to_string(blocks[stage]);
    }
    if (std::ranges::count(blocks, blocks[0]) != cifarStageCount)
        refuseCifarResnet(state, "its stages have " + found + " blocks");
    if (const std::string third = "layer1.0.conv3.weight"; state.contains(third))
        refuseCifarResnet(state, "it has " + state.nameInFile(third) +
                                     ": which convolution of a bottleneck has the stride is not "
                                     "known of these");
    return blocks[0];
}

/// Throws Error unless the stem is the published one: of another the stride is not known.
void requireCifarStem(const StateDict& state) {
    const std::string name = "conv1.weight";
    const at::Tensor& stem = *state.find(name);
    if (stem.dim() != 4 || stem.size(2) != 3 || stem.size(3) != 3)
        refuseCifarResnet(state, "its " + state.nameInFile(name) + " is " +
                                     shapeText(stem.sizes()) + " and not of 3×3");
}

bool endsWithThirdStage(const StateDict& state) {
    return residualBlocks(state, cifarStageCount) == 0;
}

Variant variantOfCifarResnet(const StateDict& state) {
    const int layers = 6 * blocksOfCifarResnet(state) + 2;
    requireCifarStem(state);
    // With CIFAR-10 and CIFAR-100, by several programs, each of which normalises in its own way.
    return {.title = "CIFAR ResNet-" + std::to_string(layers),
            .preprocessing = cifar10Preprocessing(),
            .publishedClasses = std::nullopt};
}

Variant variantOfLinearCifarResnet(const StateDict& state) {
    Variant variant = variantOfCifarResnet(state);
    if (!state.contains("layer2.0.downsample.0.weight"))
        variant.note =
            "its shortcuts have no tensors: they are taken as those of the program whose names "
            "these are, every second pixel with as many channels of zeros before as behind";
    return variant;
}

std::unique_ptr<Network> buildCifarResnet(const WeightSource& weights) {
    return buildResidualNetwork(weights, {.stages = cifarStageCount, .strides = Strides::Neither});
}

std::unique_ptr<Network> buildLinearCifarResnet(const WeightSource& weights) {
    return buildResidualNetwork(weights, {.stages = cifarStageCount,
                                          .strides = Strides::Neither,
                                          .bareShortcut = BareShortcut::ZeroChannels});
}

}  // namespace

Architecture<Network> cifarResNet() {
    return {.name = "cifar-resnet",
            .signature = {"conv1.weight", "layer1.0.conv1.weight", "layer3.0.conv1.weight"},
            .head = {"fc", "fc"},
            .fits = endsWithThirdStage,
            .variant = variantOfCifarResnet,
            .build = buildCifarResnet,
            .modules = {"conv1", "bn1", "layer#", "fc"},
            .familyName = residualName};
}

Architecture<Network> linearCifarResNet() {
    Architecture<Network> linear = cifarResNet();
    linear.visibility = Visibility::Hidden;
    linear.head = {"linear", "linear"};
    linear.variant = variantOfLinearCifarResnet;
    linear.build = buildLinearCifarResnet;
    return linear;
}

}  // namespace sigscope::models
