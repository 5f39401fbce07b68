#include "engine/models/hub_config.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/api/model_caches.h"
#include "engine/api/readable_file.h"
#include "engine/bounded_json.h"
#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/hub_preprocessing.h"
#include "engine/models/json_members.h"
#include "engine/models/labels.h"
#include "engine/models/preprocessing_parameters.h"

namespace sigscope::models {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

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
        const Json json = boundedJson(text, {besideModel.bytes, mostValuesBeside});
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
            sidecar.preprocessing = timmPreprocessing(published);
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
        sidecar.preprocessing = processorPreprocessing(processor);
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
