#include "engine/api/baseline_spec.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace sigscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t colourLength = 7;  // "#rrggbb"

std::optional<NamedBaseline> nameOf(const std::string& text) {
    const std::vector<Choice>& all = namedBaselines();
    const auto found = std::ranges::find(all, text, &Choice::name);
    if (found == all.end()) return std::nullopt;
    return static_cast<NamedBaseline>(found - all.begin());
}

bool beginsLikeColour(const std::string& text) {
    return text.starts_with('#');
}

ColourBaseline colourOf(const std::string& text) {
    ColourBaseline colour;
    bool valid = text.size() == colourLength;
    for (std::size_t channel = 0; valid && channel < colour.rgb.size(); ++channel) {
        const char* digits = text.data() + 1 + 2 * channel;
        valid = std::from_chars(digits, digits + 2, colour.rgb[channel], 16).ptr == digits + 2;
    }
    if (!valid)
        throw std::invalid_argument("baseline: '" + text +
                                    "' is no colour; write it as #rrggbb, e.g. #ff8000");
    return colour;
}

std::string textOf(NamedBaseline name) {
    return namedBaselines().at(static_cast<std::size_t>(name)).name;
}

std::string textOf(const ColourBaseline& colour) {
    constexpr const char* digits = "0123456789abcdef";
    std::string text = "#";
    for (const std::uint8_t value : colour.rgb) text += {digits[value >> 4], digits[value & 15]};
    return text;
}

/// Never one that reads as a name or a colour.
std::string textOf(const fs::path& place) {
    const std::string text = place.string();
    return nameOf(text) || beginsLikeColour(text) ? "./" + text : text;
}

std::string textOf(const PictureBaseline& picture) {
    return textOf(picture.file);
}

std::string textOf(const FolderBaseline& pictures) {
    return textOf(pictures.folder);
}

}  // namespace

const std::vector<Choice>& namedBaselines() {
    static const std::vector<Choice> all{
        {"black", "black", "Every pixel black."},
        {"mean", "mean", "The mean colour of the data that the model was trained on."},
        {"blur", "blur", "The picture itself, blurred: 11×11 Gaussian, σ = 5."},
        {"white", "white", "Every pixel white."},
        {"grey", "grey", "Every pixel middle grey."},
        {"noise", "noise", "Every channel of every pixel at random, by the seed."},
    };
    return all;
}

std::optional<BaselineSpec> parseNameOrColour(const std::string& text) {
    if (const auto name = nameOf(text)) return *name;
    if (beginsLikeColour(text)) return colourOf(text);
    return std::nullopt;
}

BaselineSpec parseBaseline(const std::string& text) {
    if (const auto plain = parseNameOrColour(text)) return *plain;
    std::error_code ignored;
    if (fs::is_directory(text, ignored)) return FolderBaseline{text};
    return PictureBaseline{text};
}

std::string toText(const BaselineSpec& baseline) {
    return std::visit([](const auto& kind) { return textOf(kind); }, baseline);
}

bool isDrawn(const BaselineSpec& baseline) {
    return baseline == BaselineSpec(NamedBaseline::Noise) ||
           std::holds_alternative<FolderBaseline>(baseline);
}

}  // namespace sigscope
