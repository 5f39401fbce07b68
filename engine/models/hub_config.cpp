#include "engine/models/hub_config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/api/model_caches.h"
#include "engine/api/readable_file.h"
#include "engine/bounded_json.h"
#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/labels.h"
#include "engine/models/preprocessing_parameters.h"

namespace sigscope::models {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::size_t mostHubValues = 1'001'000;  ///< Names of classes, there and back.
constexpr int largestSide = 100'000;              ///< Far larger than any input.

/// The member of that name; null if there is none.
const Json& memberOf(const Json& object, const char* name) {
    static const Json none;
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

/// Whether a member is true; `standard` where it is not said.
bool isSet(const Json& object, const char* name, bool standard) {
    const Json& member = memberOf(object, name);
    return member.is_boolean() ? member.get<bool>() : standard;
}

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

Json timmPreprocessing(const Json& published) {
    Json said = Json::object();
    timmFitOf(published, said);
    said["range"] = "0..1";
    said["channel_order"] = "rgb";
    for (const char* name : {"mean", "std"})
        if (const Json& values = memberOf(published, name); values.is_array()) said[name] = values;
    const Json& filter = memberOf(published, "interpolation");
    if (filter == "bilinear" || filter == "bicubic") said["interpolation"] = filter;
    return said;
}

std::string settingText(const std::string& name, const Json& value) {
    return '"' + name + "\": " + value.dump();
}

/// A setting of timm's that makes another network of one name, as `"act_layer": "silu"`; empty if
/// there is none: sizes are seen in tensors, and evaluation drops nothing.
std::string timmSetting(const Json& config, bool isTransformer) {
    const Json& pool = memberOf(config, "global_pool");
    const char* const usualPool = isTransformer ? "token" : "avg";
    if (pool.is_string() && pool != "" && pool != usualPool)
        return settingText("global_pool", pool);
    const Json& settings = memberOf(config, "model_args");
    if (!settings.is_object()) return {};
    static constexpr std::array harmless{"img_size",   "in_chans",  "num_classes", "pretrained",
                                         "patch_size", "embed_dim", "depth",       "depths",
                                         "dims",       "layers",    "mlp_ratio"};
    for (const auto& [name, value] : settings.items()) {
        const bool isHarmless = std::ranges::count(harmless, name) > 0 ||
                                name.find("drop") != std::string::npos ||
                                (isTransformer && name == "num_heads");
        if (!isHarmless) return settingText(name, value);
    }
    return {};
}

std::optional<std::int64_t> headsIn(const Json& json) {
    if (!json.is_number_unsigned()) return std::nullopt;
    return json.get<std::int64_t>();
}

/// What timm calls the network, and what of it tensors do not tell.
void tellTimm(const Json& config, Publication& publication) {
    const Json& name = memberOf(config, "architecture");
    if (!name.is_string()) return;
    publication.timmName = name.get<std::string>();
    const bool isTransformer =
        publication.timmName.starts_with("vit_") || publication.timmName.starts_with("deit");
    publication.unknownSetting = timmSetting(config, isTransformer);
    if (const Json& settings = memberOf(config, "model_args"); settings.is_object())
        publication.attentionHeads = headsIn(memberOf(settings, "num_heads"));
}

/// A setting of transformers and the only value of it that is known here, which is also what they
/// take if it is not said.
struct KnownSetting {
    const char* name;
    Json value;
};

/// The first setting that has another value, as `"hidden_act": "gelu"`; empty if there is none.
std::string unknownSettingOf(const Json& config, const std::vector<KnownSetting>& known) {
    for (const auto& [name, value] : known)
        if (const Json& said = memberOf(config, name); !said.is_null() && said != value)
            return settingText(name, said);
    return {};
}

std::optional<double> epsilonIn(const Json& json) {
    if (!json.is_number()) return std::nullopt;
    const double epsilon = json.get<double>();
    return epsilon > 0 && epsilon < 1 ? std::optional(epsilon) : std::nullopt;
}

/// Indices of blocks.
std::optional<std::vector<std::size_t>> blocksIn(const Json& json) {
    if (!json.is_array()) return std::nullopt;
    std::vector<std::size_t> blocks;
    for (const Json& block : json)
        if (block.is_number_unsigned()) blocks.push_back(block.get<std::size_t>());
    return blocks;
}

Publication transformersSettings(const Json& config) {
    Publication publication;
    const Json& type = memberOf(config, "model_type");
    if (type == "mobilenet_v2") {
        if (const Json& padding = memberOf(config, "tf_padding"); padding.is_boolean())
            publication.tensorflowPadding = padding.get<bool>();
        publication.batchNormEpsilon = epsilonIn(memberOf(config, "layer_norm_eps"));
        publication.unknownSetting = unknownSettingOf(
            config, {{"hidden_act", "relu6"}, {"output_stride", 32}, {"num_channels", 3}});
    } else if (type == "efficientnet") {
        publication.evenlyPadded = blocksIn(memberOf(config, "depthwise_padding"));
        publication.batchNormEpsilon = epsilonIn(memberOf(config, "batch_norm_eps"));
        publication.unknownSetting = unknownSettingOf(config, {{"hidden_act", "swish"},
                                                               {"pooling_type", "mean"},
                                                               {"strides", {1, 2, 2, 2, 1, 2, 1}},
                                                               {"num_channels", 3}});
    } else if (type == "resnet") {
        publication.unknownSetting = unknownSettingOf(
            config,
            {{"hidden_act", "relu"}, {"downsample_in_first_stage", false}, {"num_channels", 3}});
    } else if (type == "vit" || type == "deit" || type == "convnext") {
        publication.layerNormEpsilon = epsilonIn(memberOf(config, "layer_norm_eps"));
        if (type != "convnext")
            publication.attentionHeads = headsIn(memberOf(config, "num_attention_heads"));
        publication.unknownSetting =
            unknownSettingOf(config, {{"hidden_act", "gelu"}, {"num_channels", 3}});
    }
    return publication;
}

/// The names under "id2label", by index; empty where some are missing or none is more than its
/// number.
std::vector<std::string> labelsIn(const Json& names) {
    std::vector<std::string> labels;
    if (!names.is_object()) return labels;
    bool telling = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Json& name = memberOf(names, std::to_string(i).c_str());
        if (!name.is_string()) return {};
        labels.push_back(name.get<std::string>());
        telling = telling || labels.back() != "LABEL_" + std::to_string(i);
    }
    if (!telling) labels.clear();
    return labels;
}

/// timm's names of classes, by what they are described as where that is said.
std::vector<std::string> timmLabelsIn(const Json& config) {
    const Json& names = memberOf(config, "label_names");
    const Json& descriptions = memberOf(config, "label_descriptions");
    std::vector<std::string> labels;
    if (!names.is_array()) return labels;
    for (const Json& name : names) {
        if (!name.is_string()) return {};
        labels.push_back(name.get<std::string>());
        if (!descriptions.is_object()) continue;
        if (const Json& text = memberOf(descriptions, labels.back().c_str());
            text.is_string() && text != "")
            labels.back() = text.get<std::string>();
    }
    return labels;
}

constexpr const char* independentClasses =
    "config.json beside the weights says that its classes do not exclude each other "
    "(multi_label_classification): --of sigmoid explains the probability that it was trained for";

/// Reads a file's object and what `tell` makes of it.
template <typename Tell>
Sidecar readObject(ByteView bytes, const fs::path& file, const Tell& tell) {
    try {
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        const Json json = boundedJson(text, {besideModel.bytes, mostHubValues});
        if (!json.is_object()) throw Error("is not JSON of the form {...}");
        Sidecar sidecar;
        tell(json, sidecar);
        // A value that makes no sense is said here, where the file's name is known.
        (void)withValues(Preprocessing(), sidecar.preprocessing);
        checkLabels(sidecar.labels);
        if (!sidecar.labels.empty()) sidecar.labelsFile = file;
        return sidecar;
    } catch (const Error& error) {
        refuseFile(file.string(), error.what());
    }
}

void complement(Sidecar& sidecar, Sidecar other) {
    sidecar.preprocessing.merge(other.preprocessing);
    sidecar.publication = std::move(other.publication);
    if (!sidecar.labels.empty()) return;
    sidecar.labels = std::move(other.labels);
    sidecar.labelsFile = std::move(other.labelsFile);
}

}  // namespace

Sidecar readHubConfig(ByteView bytes, const fs::path& file) {
    return readObject(bytes, file, [](const Json& config, Sidecar& sidecar) {
        sidecar.labels = labelsIn(memberOf(config, "id2label"));
        if (sidecar.labels.empty()) sidecar.labels = timmLabelsIn(config);
        sidecar.publication = transformersSettings(config);
        tellTimm(config, sidecar.publication);
        if (memberOf(config, "problem_type") == "multi_label_classification")
            sidecar.publication.note = independentClasses;
        if (const Json& published = memberOf(config, "pretrained_cfg"); published.is_object())
            sidecar.preprocessing =
                preprocessingFromJson(timmPreprocessing(published), "pretrained_cfg");
        // Of transformers' ResNets, as Caffe has them.
        if (memberOf(config, "model_type") == "resnet" &&
            memberOf(config, "layer_type") != "basic" &&
            isSet(config, "downsample_in_bottleneck", false))
            sidecar.preprocessing =
                preprocessingFromJson(Json::object({{"strides", "caffe"}}), "config.json");
    });
}

Sidecar readHubPreprocessor(ByteView bytes, const fs::path& file) {
    return readObject(bytes, file, [](const Json& processor, Sidecar& sidecar) {
        if (!isPlainProcessor(processor)) return;
        Json said = Json::object();
        fitOf(processor, said);
        coloursOf(processor, said);
        filterOf(processor, said);
        sidecar.preprocessing = preprocessingFromJson(said, "preprocessing");
    });
}

Sidecar hubConfigOf(const fs::path& weightsFile) {
    Sidecar sidecar;
    if (!isHubFile(weightsFile)) return sidecar;
    const fs::path folder = weightsFile.parent_path();
    if (const fs::path file = folder / hubPreprocessorName; !isAbsent(file))
        sidecar = readHubPreprocessor(readFileBytes(file, besideModel), file);
    if (const fs::path file = folder / hubConfigName; !isAbsent(file))
        complement(sidecar, readHubConfig(readFileBytes(file, besideModel), file));
    return sidecar;
}

}  // namespace sigscope::models
