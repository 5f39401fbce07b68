#include "engine/store/recipe.h"

#include <ATen/Parallel.h>
#include <torch/headeronly/version.h>

#include <initializer_list>
#include <nlohmann/json.hpp>

#include "engine/api/utf8.h"
#include "engine/json_text.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/store/recipe_fields.h"
#include "engine/store/recipe_file_name.h"

namespace sigscope::store {

namespace {

using Json = nlohmann::ordered_json;

Json fileJson(const std::string& name, const std::string& sha256) {
    Json file{{"name", name}};
    if (!isUtf8(name)) file[nameBytesKey] = percentEncoded(name);
    file["sha256"] = sha256;
    return file;
}

/// The files that a parameter was supplied with: by name, never by where they are.
Json namesOf(const std::string& parameter,
             const std::vector<compute::AuxiliaryFile>& auxiliaryFiles) {
    std::string names;
    for (const compute::AuxiliaryFile& file : auxiliaryFiles)
        if (file.parameter == parameter) names += (names.empty() ? "" : ";") + file.name;
    return names;
}

/// Every parameter of the method: those of the request, defaults for the rest.
Json parametersOf(const ExplainRequest& request, const MethodSpec& method,
                  const std::vector<compute::AuxiliaryFile>& auxiliaryFiles) {
    Json parameters = Json::object();
    for (const ParameterSpec& spec : method.parameters) {
        const auto given = request.parameters.find(spec.name);
        const ParameterValue& value =
            given == request.parameters.end() ? spec.defaultValue : given->second;
        // Without a value, what comes with the program was used.
        const bool ofFiles = spec.namesFiles() && !toText(value).empty();
        parameters[spec.name] = ofFiles ? namesOf(spec.name, auxiliaryFiles) : parameterJson(value);
    }
    return parameters;
}

Json toJson(const compute::ChosenBaseline& baseline) {
    if (baseline.sha256.empty()) return toText(baseline.spec);
    return fileJson(compute::titleOf(baseline), baseline.sha256);
}

/// Names and colours as they are, pictures as files; a list where there are several. Noise is there
/// once, however often it is drawn.
Json toJson(const std::vector<compute::ChosenBaseline>& baselines) {
    Json all = Json::array();
    bool noisy = false;
    for (const compute::ChosenBaseline& baseline : baselines) {
        const bool isNoise = baseline.spec == BaselineSpec(NamedBaseline::Noise);
        if (!(isNoise && noisy)) all.push_back(toJson(baseline));
        noisy = noisy || isNoise;
    }
    return all.size() == 1 ? all.front() : all;
}

Json toJson(const std::vector<compute::AuxiliaryFile>& auxiliaryFiles) {
    Json files = Json::object();
    for (const compute::AuxiliaryFile& file : auxiliaryFiles)
        files[file.parameter].push_back(fileJson(file.name, file.sha256));
    return files;
}

/// Under which circumstances it was computed.
Json circumstancesOf(const models::Classifier& classifier, const integration::BatchSizer& batches) {
    return {{"device", classifier.device.str()},
            {"threads", at::get_num_threads()},
            {"micro_batch", batches.most()},
            {"micro_batch_smallest", batches.smallest()},
            {"sigscope", SIGSCOPE_VERSION},
            {"torch", C10_STRINGIZE(TORCH_VERSION_MAJOR) "." C10_STRINGIZE(TORCH_VERSION_MINOR)}};
}

/// With the keys in the order of `usual`, others behind them: recipes of one run are the same text.
Json inOrder(const Json& object, std::initializer_list<const char*> usual) {
    Json ordered = Json::object();
    for (const char* key : usual)
        if (object.contains(key)) ordered[key] = object[key];
    for (const auto& [key, value] : object.items()) ordered[key] = value;
    return ordered;
}

}  // namespace

std::string makeRecipe(const std::vector<RequestField>& fields, const ExplainRequest& request,
                       const MethodSpec& method, const compute::Preparation& preparation,
                       const integration::BatchSizer& batches,
                       const std::vector<compute::AuxiliaryFile>& auxiliaryFiles) {
    const models::Classifier& classifier = *preparation.problem.classifier;
    const RankedClass& target = preparation.scene->target;
    Json recipe{
        {"schema", recipeSchema},
        {"version", recipeVersion},
        {"image", fileJson(request.image.filename().string(), preparation.pictureSha256)},
        {"model", fileJson(classifier.name, preparation.modelSha256)},
        {"preprocessing", models::toJson(classifier.preprocessing)},
        {"target", {{"index", target.index}, {"label", target.label}}},
        {"baseline", toJson(preparation.baselines)},
        {"parameters", parametersOf(request, method, auxiliaryFiles)},
        {"run", circumstancesOf(classifier, batches)},
    };
    if (const auto& against = preparation.scene->against)
        recipe["against"] = {{"index", against->index}, {"label", against->label}};
    if (!auxiliaryFiles.empty()) recipe["files"] = toJson(auxiliaryFiles);
    ExplainRequest resolved = request;
    resolved.output = classifier.output;
    writeFields(fields, resolved, recipe);
    recipe["run"] = inOrder(recipe["run"], {"device", "precision", "threads", "micro_batch",
                                            "micro_batch_smallest", "memory_budget"});
    recipe = inOrder(
        recipe, {"schema", "version", "image", "model", "preprocessing", "target", "of", "baseline",
                 "method", "parameters", "run", "output", "against", "files", "seed"});
    // File names (beside which are their bytes) and labels need not be UTF-8: that must not throw.
    return jsonText(recipe);
}

std::string withCircumstancesOf(const std::string& recipe, const std::string& other) {
    Json json = Json::parse(recipe);
    json["run"] = Json::parse(other).at("run");
    return json.dump();
}

}  // namespace sigscope::store
