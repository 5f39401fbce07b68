#include "engine/models/architectures/timm_mobile_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "engine/file_error.h"
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

/// torchvision's name of a layer; empty if it is none of a block's. Blocks of the first stage do
/// not expand: timm calls the projection's layers otherwise there.
std::string blockLayer(const TimmBlockTensor& of, const BlockNaming& naming,
                       TimmExcitation excitation) {
    const bool expands = of.stage > 0;
    const int depthwise = expands ? 1 : 0;
    const int last = depthwise + (excitation == TimmExcitation::Present ? 2 : 1);
    const auto part = [&](int number) {
        return std::string(naming.prefix) + std::to_string(number);
    };
    const bool together = naming.projection == BlockNaming::Projection::Together;
    const std::string projection = together ? part(last) + ".0" : part(last);
    const std::string projectionNorm = together ? part(last) + ".1" : part(last + 1);
    const std::array<std::pair<std::string_view, std::string>, 8> layers{
        {{"conv_dw", part(depthwise) + ".0"},
         {"bn1", part(0) + ".1"},
         {"se.conv_reduce", part(depthwise + 1) + ".fc1"},
         {"se.conv_expand", part(depthwise + 1) + ".fc2"},
         {"conv_pw", expands ? part(0) + ".0" : projection},
         {"bn2", expands ? part(depthwise) + ".1" : projectionNorm},
         {"conv_pwl", projection},
         {"bn3", projectionNorm}}};
    const auto found =
        std::ranges::find(layers, of.layer, [](const auto& pair) { return pair.first; });
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
    return tensorWithin(numberedFeature(stages, of),
                        blockLayer(of, stages.naming, stages.excitations[of.stage]), of, name);
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

}  // namespace

std::string efficientnetFromTimm(const std::string& name) {
    static constexpr auto ends = std::to_array<Renaming>({{"conv_stem.", "features.0.0."},
                                                          {"bn1.", "features.0.1."},
                                                          {"conv_head.", "features.8.0."},
                                                          {"bn2.", "features.8.1."},
                                                          {"classifier.", "classifier.1."}});
    const auto of = timmBlockTensor(name);
    if (!of) return renamed(name, ends);
    const std::string module =
        "features." + std::to_string(of->stage + 1) + "." + std::to_string(of->block);
    return tensorWithin(module, blockLayer(*of, {.prefix = "block."}, timmPresent), *of, name);
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

void requireTimmName(const StateDict& state, const std::string& published,
                     const std::string& family) {
    if (published.empty())
        refuseFile(state.source(),
                   "its tensors are called as timm calls them, also those of networks with "
                   "TensorFlow's padding, and weights do not tell these apart: have it as "
                   "model.safetensors beside timm's config.json, which says \"architecture\": \"" +
                       family + "...\"");
    const std::string architecture = published.substr(0, published.find('.'));
    const std::string number =
        architecture.starts_with(family) ? architecture.substr(family.size()) : "";
    if (number.empty() ||
        !std::ranges::all_of(number, [](unsigned char c) { return std::isdigit(c) != 0; }))
        refuseFile(state.source(), "is timm's " + architecture +
                                       ", of whose kind only those called " + family +
                                       "N are known: padding, batch norms or activations of "
                                       "others differ. Give it as ONNX");
}

}  // namespace sigscope::models
