#include "engine/models/architectures/timm_mobile_names.h"

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "engine/models/architectures/renaming.h"

namespace sigscope::models {

namespace {

/// "blocks.2.1.se.conv_reduce.weight" in its parts.
struct TimmBlockTensor {
    std::size_t stage = 0;
    std::size_t block = 0;
    std::string_view layer;   ///< "se.conv_reduce".
    std::string_view tensor;  ///< "weight".
};

/// A number and the dot behind it, taken from the beginning of `text`.
std::optional<std::size_t> takeNumber(std::string_view& text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto length = static_cast<std::size_t>(end - text.data());
    if (error != std::errc() || length == text.size() || *end != '.') return std::nullopt;
    text.remove_prefix(length + 1);
    return number;
}

std::optional<TimmBlockTensor> timmBlockTensor(std::string_view name) {
    constexpr std::string_view prefix = "blocks.";
    if (!name.starts_with(prefix)) return std::nullopt;
    name.remove_prefix(prefix.size());
    const auto stage = takeNumber(name);
    const auto block = stage ? takeNumber(name) : std::nullopt;
    const std::size_t dot = name.rfind('.');
    if (!block || dot == std::string_view::npos) return std::nullopt;
    return TimmBlockTensor{*stage, *block, name.substr(0, dot), name.substr(dot + 1)};
}

/// What torchvision calls the layers of a block.
struct BlockNaming {
    std::string_view prefix;  ///< "block."
    /// Whether the projection's convolution and batch norm have a number each, or one together.
    enum class Projection { Apart, Together } projection = Projection::Together;
};

enum class TimmExcitation { Absent, Present };

/// What timm calls a block's convolutions and their batch norms, which go by the order and not by
/// what they follow; empty where there are none.
struct TimmLayers {
    std::string_view first, firstNorm;
    std::string_view second, secondNorm;
    std::string_view projection, projectionNorm;
};

/// A depthwise convolution and the projection: blocks of the first stage do not expand.
constexpr TimmLayers separableLayers{"conv_dw", "bn1", "", "", "conv_pw", "bn2"};
constexpr TimmLayers invertedLayers{"conv_pw", "bn1", "conv_dw", "bn2", "conv_pwl", "bn3"};
/// Expansion and depthwise convolution in one.
constexpr TimmLayers fusedLayers{"conv_exp", "bn1", "", "", "conv_pwl", "bn2"};
constexpr TimmLayers singleLayer{"conv", "bn1", "", "", "", ""};

/// torchvision's name of a layer; empty if it is none of such a block's.
std::string blockLayer(std::string_view layer, const TimmLayers& theirs, const BlockNaming& naming,
                       TimmExcitation excitation) {
    const int excites = theirs.second.empty() ? 1 : 2;
    const int last = excites + (excitation == TimmExcitation::Present ? 1 : 0);
    const auto part = [&](int number) {
        return std::string(naming.prefix) + std::to_string(number);
    };
    const bool together = naming.projection == BlockNaming::Projection::Together;
    const std::array<std::pair<std::string_view, std::string>, 8> layers{
        {{theirs.first, part(0) + ".0"},
         {theirs.firstNorm, part(0) + ".1"},
         {theirs.second, part(1) + ".0"},
         {theirs.secondNorm, part(1) + ".1"},
         {"se.conv_reduce", part(excites) + ".fc1"},
         {"se.conv_expand", part(excites) + ".fc2"},
         {theirs.projection, together ? part(last) + ".0" : part(last)},
         {theirs.projectionNorm, together ? part(last) + ".1" : part(last + 1)}}};
    const auto found =
        std::ranges::find(layers, layer, [](const auto& pair) { return pair.first; });
    return found == layers.end() ? std::string() : found->second;
}

/// `module`.`layer`.TENSOR, or the name as it is where there is no such layer.
std::string tensorWithin(const std::string& module, const std::string& layer,
                         const TimmBlockTensor& of, const std::string& name) {
    return layer.empty() ? name : module + "." + layer + "." + std::string(of.tensor);
}

/// A network whose blocks torchvision numbers throughout, from features.1 on.
struct NumberedStages {
    std::span<const std::size_t> blocks;          ///< Of each stage.
    std::span<const TimmExcitation> excitations;  ///< Likewise.
    BlockNaming naming;
};

std::string numberedFeature(const NumberedStages& stages, const TimmBlockTensor& of) {
    std::size_t number = 1 + of.block;
    for (std::size_t stage = 0; stage < of.stage; ++stage) number += stages.blocks[stage];
    return "features." + std::to_string(number);
}

std::string numberedBlock(const NumberedStages& stages, const TimmBlockTensor& of,
                          const std::string& name) {
    if (of.stage >= stages.blocks.size()) return name;
    const TimmLayers& theirs = of.stage == 0 ? separableLayers : invertedLayers;
    const std::string layer =
        blockLayer(of.layer, theirs, stages.naming, stages.excitations[of.stage]);
    return tensorWithin(numberedFeature(stages, of), layer, of, name);
}

constexpr auto timmAbsent = TimmExcitation::Absent;
constexpr auto timmPresent = TimmExcitation::Present;

/// The stage behind the blocks is a convolution with its batch norm; conv_head, behind the mean, is
/// the first of two linear layers.
std::string mobilenetV3FromTimm(const NumberedStages& stages, const std::string& name) {
    static constexpr auto ends =
        std::to_array<Renaming>({{"conv_stem.", "features.0.0."},
                                 {"bn1.", "features.0.1."},
                                 {"conv_head.", "classifier.0."},
                                 {"classifier.weight", "classifier.3.weight"},
                                 {"classifier.bias", "classifier.3.bias"}});
    const auto of = timmBlockTensor(name);
    if (!of) return renamed(name, ends);
    if (of->stage != stages.blocks.size()) return numberedBlock(stages, *of, name);
    const std::string layer = of->layer == "conv" ? "0" : of->layer == "bn1" ? "1" : "";
    return tensorWithin(numberedFeature(stages, *of), layer, *of, name);
}

/// The layers of a block of an EfficientNet, by the tensors that it has.
const TimmLayers& layersOfEfficientnet(const StateDict& state, const std::string& block) {
    if (state.contains(block + "conv.weight")) return singleLayer;
    if (state.contains(block + "conv_exp.weight")) return fusedLayers;
    return state.contains(block + "conv_pwl.weight") ? invertedLayers : separableLayers;
}

std::string efficientnetBlockFromTimm(const StateDict& state, const TimmBlockTensor& of,
                                      const std::string& name) {
    const std::string number = std::to_string(of.block);
    const std::string block = "blocks." + std::to_string(of.stage) + "." + number + ".";
    const auto excitation =
        state.contains(block + "se.conv_reduce.weight") ? timmPresent : timmAbsent;
    const std::string layer =
        blockLayer(of.layer, layersOfEfficientnet(state, block), {.prefix = "block."}, excitation);
    return tensorWithin("features." + std::to_string(of.stage + 1) + "." + number, layer, of, name);
}

}  // namespace

bool excitesFromTheStart(const StateDict& state) {
    return state.contains("blocks.0.0.se.conv_reduce.weight");
}

bool isTimmLite(const StateDict& state) {
    const at::Tensor* kernel = state.find("blocks.2.0.conv_dw.weight");
    return !excitesFromTheStart(state) && kernel && kernel->dim() == 4 && kernel->size(2) == 5;
}

std::function<std::string(const std::string&)> efficientnetNamesFromTimm(const StateDict& state) {
    std::size_t stages = 0;
    while (state.contains("blocks." + std::to_string(stages) + ".0.bn1.weight")) ++stages;
    const std::string head = "features." + std::to_string(stages + 1);
    return [&state, head](const std::string& name) {
        if (const auto of = timmBlockTensor(name))
            return efficientnetBlockFromTimm(state, *of, name);
        const std::string convolution = head + ".0.";
        const std::string norm = head + ".1.";
        const std::array ends{Renaming{"conv_stem.", "features.0.0."},
                              Renaming{"bn1.", "features.0.1."},
                              Renaming{"conv_head.", convolution}, Renaming{"bn2.", norm},
                              Renaming{"classifier.", "classifier.1."}};
        return renamed(name, ends);
    };
}

std::string mobilenetV2FromTimm(const std::string& name) {
    static constexpr auto ends = std::to_array<Renaming>({{"conv_stem.", "features.0.0."},
                                                          {"bn1.", "features.0.1."},
                                                          {"conv_head.", "features.18.0."},
                                                          {"bn2.", "features.18.1."},
                                                          {"classifier.", "classifier.1."}});
    static constexpr std::array<std::size_t, 7> blocks{1, 2, 3, 4, 3, 3, 1};
    static constexpr std::array<TimmExcitation, 7> excitations{};  // Absent everywhere.
    const auto of = timmBlockTensor(name);
    if (!of) return renamed(name, ends);
    return numberedBlock({blocks, excitations, {"conv.", BlockNaming::Projection::Apart}}, *of,
                         name);
}

std::string mobilenetV3LargeFromTimm(const std::string& name) {
    static constexpr std::array<std::size_t, 6> blocks{1, 2, 3, 4, 2, 3};
    static constexpr std::array excitations{timmAbsent, timmAbsent,  timmPresent,
                                            timmAbsent, timmPresent, timmPresent};
    return mobilenetV3FromTimm({blocks, excitations, {.prefix = "block."}}, name);
}

std::string mobilenetV3SmallFromTimm(const std::string& name) {
    static constexpr std::array<std::size_t, 5> blocks{1, 2, 3, 2, 3};
    static constexpr std::array excitations{timmPresent, timmAbsent, timmPresent, timmPresent,
                                            timmPresent};
    return mobilenetV3FromTimm({blocks, excitations, {.prefix = "block."}}, name);
}

}  // namespace sigscope::models
