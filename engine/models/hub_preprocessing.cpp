#include "engine/models/hub_preprocessing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "engine/models/json_members.h"
#include "engine/models/preprocessing_parameters.h"

namespace sigscope::models {

namespace {

using Json = nlohmann::json;

constexpr int largestSide = 100'000;  ///< Far larger than any input.

std::optional<int> hubSideOf(const Json& json) {
    if (!json.is_number()) return std::nullopt;
    const double side = json.get<double>();
    if (!(side >= 1 && side <= largestSide)) return std::nullopt;
    return static_cast<int>(side);
}

/// Height and width, or one number for both.
std::optional<PictureSize> hubSizeOf(const Json& json) {
    if (const auto side = hubSideOf(json)) return PictureSize{*side, *side};
    if (!json.is_object()) return std::nullopt;
    const auto height = hubSideOf(memberOf(json, "height"));
    const auto width = hubSideOf(memberOf(json, "width"));
    if (!height || !width) return std::nullopt;
    return PictureSize{*height, *width};
}

/// The whole picture resized to `size`.
void squashTo(const PictureSize& size, Json& said) {
    said["input_size"] = sizeText(size);
    said["fit"] = "squash";
}

/// The middle of it, after its shorter side has become `resize`.
void cropTo(const PictureSize& size, int resize, Json& said) {
    if (resize < std::min(size.height, size.width)) return;
    said["input_size"] = sizeText(size);
    said["resize"] = resize;
}

/// transformers' ConvNextImageProcessor, which ResNets have too: below 384 pixels a crop of
/// `crop_pct`, else the whole picture.
void fitByShare(const Json& processor, double share, Json& said) {
    const Json& size = memberOf(processor, "size");
    const auto side = hubSideOf(size.is_object() ? memberOf(size, "shortest_edge") : size);
    constexpr int leastSquashed = 384;
    if (!side || !(share > 0 && share <= 1)) return;
    const PictureSize square{*side, *side};
    if (*side >= leastSquashed) return squashTo(square, said);
    cropTo(square, static_cast<int>(*side / share), said);
}

/// What a processor calls itself, "ViTImageProcessor"; empty if it does not.
std::string processorName(const Json& processor) {
    for (const char* key : {"image_processor_type", "feature_extractor_type"})
        if (const Json& name = memberOf(processor, key); name.is_string())
            return name.get<std::string>();
    return {};
}

/// The length of the picture's shorter side before a crop. A number alone means it for a few
/// processors; for others, as DeiT's, it makes a square of the picture.
std::optional<int> shorterSideOf(const Json& processor) {
    const std::string name = processorName(processor);
    // A size is multiplied there.
    if (name.starts_with("Levit")) return std::nullopt;
    const Json& size = memberOf(processor, "size");
    if (size.is_object()) return hubSideOf(memberOf(size, "shortest_edge"));
    static constexpr std::array byShorterSide{"CLIP", "MobileNetV1", "MobileNetV2", "Bit"};
    const bool isShorterSide = std::ranges::any_of(
        byShorterSide, [&name](const char* kind) { return name.starts_with(kind); });
    return isShorterSide ? hubSideOf(size) : std::nullopt;
}

/// How transformers' processor gives a picture the input's size.
void fitOf(const Json& processor, Json& said) {
    if (!isSet(processor, "do_resize", true)) return;
    if (const Json& share = memberOf(processor, "crop_pct"); share.is_number())
        return fitByShare(processor, share.get<double>(), said);
    const Json& size = memberOf(processor, "size");
    const bool crops =
        isSet(processor, "do_center_crop", memberOf(processor, "crop_size").is_object());
    if (!crops) {
        const auto whole = hubSizeOf(size);
        if (whole && !shorterSideOf(processor)) squashTo(*whole, said);
        return;
    }
    const auto crop = hubSizeOf(memberOf(processor, "crop_size"));
    const auto resize = shorterSideOf(processor);
    if (crop && resize) cropTo(*crop, *resize, said);
}

void coloursOf(const Json& processor, Json& said) {
    // A processor may leave pixels in 0..255, or scale them to -1..1.
    const Json& factor = memberOf(processor, "rescale_factor");
    constexpr double byte = 1.0 / 255;
    const bool usual =
        factor.is_null() || (factor.is_number() && std::abs(factor.get<double>() - byte) < 1e-9);
    if (!isSet(processor, "do_rescale", true) || !usual) return;
    said["range"] = "0..1";
    said["channel_order"] = "rgb";
    if (!isSet(processor, "do_normalize", true)) {
        if (isSet(processor, "include_top", false)) return;
        said["mean"] = {0, 0, 0};
        said["std"] = {1, 1, 1};
        return;
    }
    for (const auto& [theirs, ours] :
         {std::pair("image_mean", "mean"), std::pair("image_std", "std")})
        if (const Json& values = memberOf(processor, theirs); values.is_array())
            said[ours] = values;
    // EfficientNet's processor divides by the deviations once more.
    if (isSet(processor, "include_top", false) && said.contains("std"))
        for (Json& value : said["std"])
            if (value.is_number()) value = value.get<double>() * value.get<double>();
}

/// Pillow's numbers for filters.
void filterOf(const Json& processor, Json& said) {
    constexpr int bilinear = 2;
    constexpr int bicubic = 3;
    const Json& filter = memberOf(processor, "resample");
    if (filter == bilinear) said["interpolation"] = "bilinear";
    if (filter == bicubic) said["interpolation"] = "bicubic";
}

/// Whether the processor does no more than resize, crop and normalise.
bool isPlainProcessor(const Json& processor) {
    return !isSet(processor, "rescale_offset", false) &&
           !isSet(processor, "do_flip_channel_order", false);
}

/// timm's Resize(floor(size / crop_pct)) and CenterCrop(size).
void timmFitOf(const Json& published, Json& said) {
    const Json& size = memberOf(published, "input_size");
    const Json& share = memberOf(published, "crop_pct");
    if (!size.is_array() || size.size() != 3 || !share.is_number()) return;
    const auto height = hubSideOf(size[1]);
    const auto width = hubSideOf(size[2]);
    const double part = share.get<double>();
    if (!height || height != width || !(part > 0 && part <= 1)) return;
    const Json& mode = memberOf(published, "crop_mode");
    const PictureSize square{*height, *height};
    if (mode == "squash" && part == 1) return squashTo(square, said);
    if (mode.is_null() || mode == "center")
        cropTo(square, static_cast<int>(std::floor(*height / part)), said);
}

}  // namespace

ParameterValues processorPreprocessing(const Json& processor) {
    if (!isPlainProcessor(processor)) return {};
    Json said = Json::object();
    fitOf(processor, said);
    coloursOf(processor, said);
    filterOf(processor, said);
    return preprocessingFromJson(said, "preprocessing");
}

ParameterValues timmPreprocessing(const Json& published) {
    Json said = Json::object();
    timmFitOf(published, said);
    said["range"] = "0..1";
    said["channel_order"] = "rgb";
    for (const char* name : {"mean", "std"})
        if (const Json& values = memberOf(published, name); values.is_array()) said[name] = values;
    const Json& filter = memberOf(published, "interpolation");
    if (filter == "bilinear" || filter == "bicubic") said["interpolation"] = filter;
    return preprocessingFromJson(said, "pretrained_cfg");
}

}  // namespace sigscope::models
