#include "engine/models/architectures/huggingface_mobile_names.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/models/architectures/renaming.h"

namespace sigscope::models {

namespace {

/// A tensor of a numbered module: PREFIX, the number, ".", and what is within.
struct NumberedTensor {
    std::size_t number = 0;
    std::string within;  ///< "conv_3x3.convolution.weight"
};

std::optional<NumberedTensor> numberedTensor(std::string_view name, std::string_view prefix) {
    if (!name.starts_with(prefix)) return std::nullopt;
    name.remove_prefix(prefix.size());
    NumberedTensor tensor;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), tensor.number);
    const auto length = static_cast<std::size_t>(end - name.data());
    if (error != std::errc() || length == name.size() || *end != '.') return std::nullopt;
    tensor.within = name.substr(length + 1);
    return tensor;
}

constexpr const char* efficientnetBlocks = "efficientnet.encoder.blocks.";

/// The place of each block: its stage from 1, and which one there it is from 0.
std::vector<std::pair<std::size_t, std::size_t>> stagesOfBlocks(const StateDict& state) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    std::int64_t channels = -1;
    while (const at::Tensor* projection =
               state.find(efficientnetBlocks + std::to_string(places.size()) +
                          ".projection.project_conv.weight")) {
        const std::int64_t outputs = projection->dim() > 0 ? projection->size(0) : 0;
        const std::size_t stage = places.empty() ? 0 : places.back().first;
        if (outputs == channels)
            places.emplace_back(stage, places.back().second + 1);
        else
            places.emplace_back(stage + 1, 0);
        channels = outputs;
    }
    return places;
}

/// torchvision numbers the parts that a block has.
std::string efficientnetLayer(const std::string& within, bool expands) {
    const std::string depthwise = expands ? "block.1" : "block.0";
    const std::string excitation = expands ? "block.2" : "block.1";
    const std::string projection = expands ? "block.3" : "block.2";
    const std::array<std::pair<std::string_view, std::string>, 8> layers{
        {{"expansion.expand_conv.", "block.0.0."},
         {"expansion.expand_bn.", "block.0.1."},
         {"depthwise_conv.depthwise_conv.", depthwise + ".0."},
         {"depthwise_conv.depthwise_norm.", depthwise + ".1."},
         {"squeeze_excite.reduce.", excitation + ".fc1."},
         {"squeeze_excite.expand.", excitation + ".fc2."},
         {"projection.project_conv.", projection + ".0."},
         {"projection.project_bn.", projection + ".1."}}};
    for (const auto& [theirs, ours] : layers)
        if (within.starts_with(theirs)) return ours + within.substr(theirs.size());
    return within;
}

}  // namespace

std::string mobilenetV2FromHuggingFace(const std::string& name) {
    static constexpr auto ends = std::to_array<Renaming>(
        {{"mobilenet_v2.conv_stem.first_conv.convolution.", "features.0.0."},
         {"mobilenet_v2.conv_stem.first_conv.normalization.", "features.0.1."},
         {"mobilenet_v2.conv_stem.conv_3x3.convolution.", "features.1.conv.0.0."},
         {"mobilenet_v2.conv_stem.conv_3x3.normalization.", "features.1.conv.0.1."},
         {"mobilenet_v2.conv_stem.reduce_1x1.convolution.", "features.1.conv.1."},
         {"mobilenet_v2.conv_stem.reduce_1x1.normalization.", "features.1.conv.2."},
         {"mobilenet_v2.conv_1x1.convolution.", "features.18.0."},
         {"mobilenet_v2.conv_1x1.normalization.", "features.18.1."},
         {"classifier.", "classifier.1."}});
    static constexpr auto layers =
        std::to_array<Renaming>({{"expand_1x1.convolution.", "conv.0.0."},
                                 {"expand_1x1.normalization.", "conv.0.1."},
                                 {"conv_3x3.convolution.", "conv.1.0."},
                                 {"conv_3x3.normalization.", "conv.1.1."},
                                 {"reduce_1x1.convolution.", "conv.2."},
                                 {"reduce_1x1.normalization.", "conv.3."}});
    const auto block = numberedTensor(name, "mobilenet_v2.layer.");
    if (!block) return renamed(name, ends);
    // Their stem has the first block.
    return "features." + std::to_string(block->number + 2) + "." + renamed(block->within, layers);
}

std::function<std::string(const std::string&)> efficientnetNamesFromHuggingFace(
    const StateDict& state) {
    const auto places = stagesOfBlocks(state);
    const std::size_t stages = places.empty() ? 0 : places.back().first;
    const std::string head = "features." + std::to_string(stages + 1);
    return [&state, places, head](const std::string& name) {
        const auto block = numberedTensor(name, efficientnetBlocks);
        if (block && block->number < places.size()) {
            const auto& [stage, index] = places[block->number];
            const bool expands = state.contains(efficientnetBlocks + std::to_string(block->number) +
                                                ".expansion.expand_conv.weight");
            return "features." + std::to_string(stage) + "." + std::to_string(index) + "." +
                   efficientnetLayer(block->within, expands);
        }
        const std::string convolution = head + ".0.";
        const std::string norm = head + ".1.";
        const std::array ends{Renaming{"efficientnet.embeddings.convolution.", "features.0.0."},
                              Renaming{"efficientnet.embeddings.batchnorm.", "features.0.1."},
                              Renaming{"efficientnet.encoder.top_conv.", convolution},
                              Renaming{"efficientnet.encoder.top_bn.", norm},
                              Renaming{"classifier.", "classifier.1."}};
        return renamed(name, ends);
    };
}

}  // namespace sigscope::models
