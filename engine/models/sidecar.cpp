#include "engine/models/sidecar.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/api/readable_file.h"
#include "engine/api/request_files.h"
#include "engine/api/utf8.h"
#include "engine/bounded_json.h"
#include "engine/error.h"
#include "engine/file_error.h"
#include "engine/models/hub_config.h"
#include "engine/models/labels.h"
#include "engine/models/outputs.h"
#include "engine/models/preprocessing_parameters.h"

namespace sigscope::models {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::size_t longestLabel = 1000;

// Logs of trainings speak of these too: alone they mean a sidecar.
constexpr const char* architectureKey = "architecture";
constexpr const char* headsKey = "attention_heads";

std::string_view textOf(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// As UTF-8, which all labels are: what is none is taken for Latin-1.
std::string asUtf8(std::string_view text) {
    if (isUtf8(text)) return std::string(text);
    std::string utf8;
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (byte >= 0x80) utf8.push_back(static_cast<char>(0xc0 | (byte >> 6)));
        utf8.push_back(byte < 0x80 ? c : static_cast<char>(0x80 | (byte & 0x3f)));
    }
    return utf8;
}

/// Without the mark that Windows' editors begin with, and the empty lines that others end with.
std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines(1);
    for (const char c : withoutByteOrderMark(text)) {
        if (c == '\n')
            lines.emplace_back();
        else if (c != '\r')
            lines.back().push_back(c);
    }
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

Json jsonOf(ByteView bytes) {
    return boundedJson(textOf(bytes), {besideModel.bytes, mostValuesBeside});
}

/// A name; of several, as Keras has them (["n01440764", "tench"]), the last.
std::string sidecarLabelIn(const Json& json, std::size_t number) {
    const Json& name = json.is_array() && !json.empty() ? json.back() : json;
    if (!name.is_string()) throw Error("labels: item " + std::to_string(number) + " is not a name");
    return name.get<std::string>();
}

/// Of a list of names, or of names by the indices of their classes: {"0": "cat", "1": "dog"}.
std::vector<std::string> sidecarLabelsIn(const Json& json) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json.is_array()) {
            labels.push_back(sidecarLabelIn(json[i], i));
            continue;
        }
        const auto found = json.find(std::to_string(i));
        if (found == json.end())
            throw Error("labels: there is no name of class " + std::to_string(i));
        labels.push_back(sidecarLabelIn(*found, i));
    }
    return labels;
}

std::vector<std::string> labelsBeside(const fs::path& sidecar, const std::string& name) {
    // Data cannot name files elsewhere.
    if (name.empty() || fs::path(name).filename() != name || name.find('\0') != std::string::npos)
        throw Error("labels: '" + name + "' is not the name of a file beside this one");
    const fs::path file = sidecar.parent_path() / name;
    if (file.extension() == ".tsv") return readLabels(file);
    if (file.extension() == ".json") {
        const Json json = jsonOf(readFileBytes(file, besideModel));
        if (!json.is_array() && !json.is_object())
            throw Error("labels: " + name + " is neither a list of names nor an object");
        return sidecarLabelsIn(json);
    }
    return linesOf(asUtf8(textOf(readFileBytes(file, besideModel))));
}

std::vector<std::string> labelsOf(const Json& json, const fs::path& file) {
    std::vector<std::string> labels;
    if (json.is_string()) {
        labels = labelsBeside(file, json.get<std::string>());
    } else {
        if (!json.is_array() && !json.is_object())
            throw Error("labels: is neither a list of names nor a file's name");
        labels = sidecarLabelsIn(json);
    }
    if (labels.empty()) throw Error("labels: there are none");
    checkLabels(labels);
    return labels;
}

/// Whether a key is one of a sidecar's, or was perhaps meant to be.
bool speaksOfModels(const std::string& key) {
    const std::vector<ParameterSpec> specs = preprocessingSpecs();
    std::string flag = key;
    std::ranges::replace(flag, '_', '-');
    return key.starts_with("preproc") || key.starts_with("label") || key == "output" ||
           std::ranges::find(specs, flag, &ParameterSpec::name) != specs.end();
}

/// Nothing if it is damaged.
std::optional<Json> wholeJsonOf(ByteView bytes) {
    try {
        return jsonOf(bytes);
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Whether a file that is called like a sidecar means to be one: a log of the training may have
/// that name too. Of a damaged one what it says tells whether that matters.
bool meansToBeSidecar(ByteView bytes) {
    if (const auto json = wholeJsonOf(bytes); json && json->is_object()) {
        for (const auto& [key, value] : json->items())
            if (speaksOfModels(key)) return true;
        const std::size_t own = json->count(architectureKey) + json->count(headsKey);
        return own > 0 && json->size() == own;
    }
    const std::string_view text = textOf(bytes);
    return text.find("\"preproc") != std::string_view::npos ||
           text.find("\"label") != std::string_view::npos;
}

std::string outputOf(const Json& json) {
    const std::string name = json.is_string() ? json.get<std::string>() : json.dump();
    const std::vector<Choice> choices = outputChoices();
    if (std::ranges::find(choices, name, &Choice::name) == choices.end())
        throw Error("output: " + name + " is neither logits nor probabilities");
    return name;
}

/// A name, which messages may quote.
std::string architectureOf(const Json& json) {
    const std::string name = json.is_string() ? json.get<std::string>() : std::string();
    const bool plain = std::ranges::all_of(name, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '-';
    });
    if (name.empty() || name.size() > longestLabel || !plain)
        throw Error("architecture: is no name of a network");
    return name;
}

std::int64_t attentionHeadsOf(const Json& json) {
    constexpr std::int64_t most = 1024;
    const std::int64_t heads = json.is_number_integer() ? json.get<std::int64_t>() : 0;
    if (heads < 1 || heads > most)
        throw Error(std::string(headsKey) + ": is no whole number from 1 to " +
                    std::to_string(most));
    return heads;
}

Sidecar sidecarOf(const Json& json, const fs::path& file) {
    if (!json.is_object()) throw Error("is not JSON of the form {...}");
    Sidecar sidecar;
    for (const auto& [key, value] : json.items()) {
        if (key == "preprocessing")
            sidecar.preprocessing = preprocessingFromJson(value, key);
        else if (key == "labels") {
            sidecar.labels = labelsOf(value, file);
            sidecar.labelsFile = file;
        } else if (key == "output")
            sidecar.output = outputOf(value);
        else if (key == architectureKey)
            sidecar.publication.timmName = architectureOf(value);
        else if (key == headsKey)
            sidecar.publication.attentionHeads = attentionHeadsOf(value);
        else
            throw Error("there is no '" + key +
                        "', only preprocessing, labels, output, architecture and attention_heads");
    }
    return sidecar;
}

/// The one that a user wrote.
Sidecar ownSidecarOf(const fs::path& weightsFile) {
    const fs::path file = sidecarFile(weightsFile);
    if (file == weightsFile || isAbsent(file)) return {};
    Sidecar none{{},
                 {},
                 file.filename().string() + " beside " + weightsFile.filename().string() +
                     " speaks neither of preprocessing nor of labels: it is left alone"};
    std::error_code unreadable;
    const auto size = fs::file_size(file, unreadable);
    if (!unreadable && size > besideModel.bytes) return none;
    const std::vector<std::uint8_t> bytes = readFileBytes(file, besideModel);
    if (!meansToBeSidecar(bytes)) return none;
    try {
        return readSidecar(bytes, file);
    } catch (const Error& error) {
        throw Error(std::string(error.what()) + " (it is read for its name: call it otherwise if " +
                    "it does not belong to " + weightsFile.filename().string() + ")");
    }
}

}  // namespace

void checkLabels(const std::vector<std::string>& labels) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool control =
            std::ranges::any_of(labels[i], [](unsigned char c) { return c < 0x20 || c == 0x7f; });
        if (labels[i].empty() || labels[i].size() > longestLabel || control)
            throw Error("labels: name " + std::to_string(i) +
                        " is empty, too long or holds control characters");
    }
}

Sidecar sidecarOf(const fs::path& weightsFile) {
    Sidecar sidecar = ownSidecarOf(weightsFile);
    Sidecar published = hubConfigOf(weightsFile);
    // Either of these two says how proportions are dealt with.
    if (sidecar.preprocessing.contains("resize")) published.preprocessing.erase("fit");
    if (sidecar.preprocessing.contains("fit")) published.preprocessing.erase("resize");
    sidecar.preprocessing.merge(published.preprocessing);
    const Publication own = std::move(sidecar.publication);
    sidecar.publication = std::move(published.publication);
    if (!own.timmName.empty()) sidecar.publication.timmName = own.timmName;
    if (own.attentionHeads) sidecar.publication.attentionHeads = own.attentionHeads;
    if (!sidecar.labels.empty()) return sidecar;
    sidecar.labels = std::move(published.labels);
    sidecar.labelsFile = std::move(published.labelsFile);
    return sidecar;
}

Sidecar readSidecar(ByteView bytes, const fs::path& file) {
    try {
        return sidecarOf(jsonOf(bytes), file);
    } catch (const Error& error) {
        // It may quote the file.
        refuseFile(file.string(), error.what());
    }
}

Preprocessing withSidecar(const Preprocessing& published, const Sidecar& sidecar,
                          const fs::path& weightsFile) {
    try {
        return withValues(published, sidecar.preprocessing);
    } catch (const Error& error) {
        refuseFile(sidecarFile(weightsFile).string(),
                   std::string("preprocessing: ") + error.what());
    }
}

}  // namespace sigscope::models
