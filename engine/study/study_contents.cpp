#include "engine/api/study_contents.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/bounded_json.h"
#include "engine/error_message.h"
#include "engine/problem/array_tensor.h"
#include "engine/study/map_file.h"
#include "engine/study/study_rows.h"

namespace sigscope {

namespace study {

namespace {

using Json = nlohmann::json;

std::string textOrNone(const Json& object, const char* key) {
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<MetricSettings> settingsOf(const Json& spec) {
    std::vector<std::string> names;
    const std::vector<MetricSpec> known = metricSpecs();
    if (const auto metrics = spec.find("metrics"); metrics != spec.end() && metrics->is_array())
        for (const Json& name : *metrics)
            if (name.is_string() &&
                std::ranges::count(known, name.get<std::string>(), &MetricSpec::name) > 0)
                names.push_back(name);
    ParameterValues given;
    if (const auto values = spec.find("metric parameters"); values != spec.end())
        for (const ParameterSpec& parameter : metricParameters())
            if (const std::string text = textOrNone(*values, parameter.name.c_str()); !text.empty())
                given[parameter.name] = parseParameter(parameter, text);
    return metricSettings(names, given);
}

/// What study_spec.h wrote, as far as reports tell it.
StudyOrigin originOf(const StudyFacts& facts) {
    const Json spec = boundedJson(facts.spec, {1 << 20, 100'000});
    StudyOrigin origin{{}, {}, facts.command, facts.pictures};
    if (!spec.is_object()) return origin;
    origin.program = textOrNone(spec, "program");
    origin.settings = settingsOf(spec);
    if (const auto models = spec.find("models"); models != spec.end() && models->is_array())
        for (const Json& model : *models)
            if (model.is_object())
                origin.models.push_back({textOrNone(model, "name"), textOrNone(model, "sha256")});
    return origin;
}

StudyContents contentsOf(const std::filesystem::path& folder) {
    const StudyRows rows(folder);
    CurveMeans means;
    rows.eachCurve([&means](const MapCurve& curve) { means.add(curve); });
    return {folder,      originOf(rows.facts()), rows.all(),
            rows.maps(), means.groups(),         rows.facts().maps};
}

}  // namespace

}  // namespace study

Outcome<StudyContents> readStudyContents(const std::filesystem::path& folder) {
    try {
        return study::contentsOf(folder);
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

std::string unmeasuredText(const StudyContents& study) {
    std::set<study::MapKey> measured;
    for (const StudyRow& row : study.rows) measured.insert({row.picture, row.model, row.method});
    const int missing = study.planned - static_cast<int>(measured.size());
    if (missing <= 0) return {};
    return std::to_string(missing) + " of its " + std::to_string(study.planned) +
           " maps are still to be measured";
}

Outcome<Array> readKeptMap(const StudyContents& study, const StudyMap& map) {
    try {
        return toArray(study::readMap(study.folder / map.file));
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
