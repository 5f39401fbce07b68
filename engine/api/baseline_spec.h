#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/api/parameters.h"

namespace sigscope {

/// The baselines with a name; see namedBaselines().
enum class NamedBaseline { Black, Mean, Blur, White, Grey, Noise };

/// Every pixel in one colour: red, green and blue in 8 bits.
struct ColourBaseline {
    std::array<std::uint8_t, 3> rgb{};

    bool operator==(const ColourBaseline&) const = default;
};

/// A picture, resized and cropped as the explained one is.
struct PictureBaseline {
    std::filesystem::path file;  ///< Empty of one that is still to be found: see Recipe.

    bool operator==(const PictureBaseline&) const = default;
};

/// Pictures drawn from a folder: ExplainRequest::baselineCount of them, by its seed.
struct FolderBaseline {
    std::filesystem::path folder;

    bool operator==(const FolderBaseline&) const = default;
};

/// Where a path begins, x', as it is asked for.
using BaselineSpec = std::variant<NamedBaseline, ColourBaseline, PictureBaseline, FolderBaseline>;

/// What users give: a name, "#rrggbb", a folder, or else a picture's file. A file or folder that is
/// called like a name is given with its folder: "./black". Throws std::invalid_argument for what
/// begins like a colour and is none.
[[nodiscard]] BaselineSpec parseBaseline(const std::string& text);

/// The same without the file system: nothing for what is no name and no colour.
[[nodiscard]] std::optional<BaselineSpec> parseNameOrColour(const std::string& text);

/// What parseBaseline() reads as `baseline`.
[[nodiscard]] std::string toText(const BaselineSpec& baseline);

/// The names, with what they mean, in the enumeration's order.
[[nodiscard]] const std::vector<Choice>& namedBaselines();

/// Whether it is drawn by the seed, so that there can be several of it: noise, and the pictures of
/// a folder.
[[nodiscard]] bool isDrawn(const BaselineSpec& baseline);

}  // namespace sigscope
