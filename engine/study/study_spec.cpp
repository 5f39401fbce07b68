#include "engine/study/study_spec.h"

#include <nlohmann/json.hpp>
#include <set>

#include "engine/api/engine.h"
#include "engine/bounded_json.h"
#include "engine/io/sha256.h"
#include "engine/json_text.h"
#include "engine/models/model_digest.h"
#include "engine/models/model_registry.h"

namespace sigscope::study {

namespace {

using Json = nlohmann::json;

Json parametersOf(const ParameterValues& values) {
    Json json = Json::object();
    for (const auto& [name, value] : values) json[name] = toText(value);
    return json;
}

/// All that is asked of every explanation alike.
Json explanationOf(const ExplainRequest& request, const std::vector<RequestField>& fields) {
    // Those that a study varies, or that are told beside them.
    const std::set<std::string> own{"image", "model", "method", "target", "device"};
    Json json = Json::object();
    for (const RequestField& field : fields) {
        if (field.recipe.form == RecipeForm::Absent || own.contains(field.spec.name)) continue;
        for (const ParameterValue& value : field.get(request))
            json[field.spec.name].push_back(toText(value));
    }
    return json;
}

std::string digestOf(const std::vector<LabelledPicture>& pictures) {
    std::string text;
    for (const LabelledPicture& picture : pictures) {
        text += picture.name + '\0' + picture.label + '\0' + picture.object.mask.string();
        if (!picture.object.labels.empty()) text += '\0' + picture.object.labels.string();
        for (const metrics::Box& box : picture.object.boxes)
            for (const std::int64_t edge : {box.x0, box.y0, box.x1, box.y1})
                text += '\0' + std::to_string(edge);
        text += '\n';
    }
    return io::sha256Of(text);
}

}  // namespace

std::string specOf(const StudyRequest& request, const std::vector<RequestField>& fields,
                   const std::vector<LabelledPicture>& pictures) {
    Json weights = Json::array();
    for (const std::string& model : request.models)
        weights.push_back(
            Json{{"name", model}, {"sha256", models::sha256OfModel(models::weightsFileOf(model))}});
    Json methods = Json::array();
    for (const ChosenMethod& method : request.methods)
        methods.push_back(
            Json{{"name", method.name}, {"parameters", parametersOf(method.parameters)}});
    const Json spec{{"program", versionLine()},
                    {"pictures", Json{{"count", pictures.size()}, {"sha256", digestOf(pictures)}}},
                    {"class", request.explained == ExplainedClass::Label ? "label" : "top"},
                    {"models", std::move(weights)},
                    {"methods", std::move(methods)},
                    {"metrics", request.metrics},
                    {"metric parameters", parametersOf(request.metricValues)},
                    {"preprocessing", parametersOf(request.explain.preprocessing)},
                    {"explanations", explanationOf(request.explain, fields)}};
    return jsonText(spec);
}

std::string differenceOf(const std::string& spec, const std::string& other) {
    const JsonBounds bounds{1 << 20, 100'000};
    const Json before = boundedJson(spec, bounds);
    const Json now = boundedJson(other, bounds);
    std::string names;
    for (const auto& [key, value] : now.items())
        if (!before.contains(key) || before.at(key) != value)
            names += (names.empty() ? "other " : ", ") + key;
    return names.empty() ? "another kind" : names;
}

}  // namespace sigscope::study
