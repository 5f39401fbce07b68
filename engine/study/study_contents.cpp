#include "engine/api/study_contents.h"

#include <nlohmann/json.hpp>

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
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// What study_spec.h wrote, as far as reports tell it.
StudyOrigin originOf(const StudyFacts& facts) {
    const Json spec = boundedJson(facts.spec, {1 << 20, 100'000});
    StudyOrigin origin{{}, {}, facts.command, facts.pictures};
    if (!spec.is_object()) return origin;
    origin.program = textOrNone(spec, "program");
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
    return {folder, originOf(rows.facts()), rows.all(), rows.maps(), means.groups()};
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

Outcome<Array> readKeptMap(const StudyContents& study, const StudyMap& map) {
    try {
        return toArray(study::readMap(study.folder / map.file));
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
