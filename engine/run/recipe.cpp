#include "engine/run/recipe.h"

#include <ATen/Parallel.h>
#include <torch/headeronly/version.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace sigscope::run {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const ParameterValue& value) {
    return std::visit([](const auto& plain) { return Json(plain); }, value);
}

/// Files by name, never by where they are; of several, each.
Json namesOf(const std::string& files) {
    std::string names;
    std::istringstream list(files);
    for (std::string file; std::getline(list, file, ';');)
        names += (names.empty() ? "" : ";") + std::filesystem::path(file).filename().string();
    return names;
}

Json toJson(const ParameterSpec& spec, const ParameterValue& value) {
    using Kind = ParameterSpec::Kind;
    if (spec.kind == Kind::File || spec.kind == Kind::Folder)
        return namesOf(std::get<std::string>(value));
    return toJson(value);
}

/// Every parameter of the method: those of the request, defaults for the rest.
Json parametersOf(const ExplainRequest& request, const MethodSpec& method) {
    Json parameters = Json::object();
    for (const ParameterSpec& spec : method.parameters) {
        const auto given = request.parameters.find(spec.name);
        parameters[spec.name] =
            toJson(spec, given == request.parameters.end() ? spec.defaultValue : given->second);
    }
    return parameters;
}

Json toJson(const models::Preprocessing& preprocessing) {
    return {{"input_size", preprocessing.inputSize},
            {"resize", preprocessing.resize},
            {"mean", preprocessing.mean},
            {"std", preprocessing.std}};
}

Json toJson(const std::vector<SuppliedFile>& supplied) {
    Json files = Json::array();
    for (const SuppliedFile& file : supplied)
        files.push_back({{"use", file.use}, {"name", file.name}, {"sha256", file.sha256}});
    return files;
}

}  // namespace

std::string makeRecipe(const ExplainRequest& request, const MethodSpec& method,
                       const Preparation& preparation, const std::string& modelSha256,
                       const integration::BatchSizer& batches,
                       const std::vector<SuppliedFile>& supplied) {
    const models::Classifier& classifier = *preparation.problem.classifier;
    const RankedClass& target = preparation.scene->target;
    const Json recipe{
        {"schema", "sigscope-recipe"},
        {"version", 1},
        {"image",
         {{"name", request.image.filename().string()}, {"sha256", preparation.pictureSha256}}},
        {"model", {{"name", classifier.name}, {"sha256", modelSha256}}},
        {"preprocessing", toJson(classifier.preprocessing)},
        {"target", {{"index", target.index}, {"label", target.label}}},
        {"of", request.objective},
        {"baseline", request.baseline},
        {"method", method.name},
        {"parameters", parametersOf(request, method)},
        {"files", toJson(supplied)},
        {"run",
         {{"device", classifier.device.str()},
          {"precision", "float32"},
          {"threads", at::get_num_threads()},
          {"micro_batch", batches.most()},
          {"micro_batch_smallest", batches.smallest()},
          {"memory_budget", request.memoryBudget},
          {"sigscope", SIGSCOPE_VERSION},
          {"torch", C10_STRINGIZE(TORCH_VERSION_MAJOR) "." C10_STRINGIZE(TORCH_VERSION_MINOR)}}},
    };
    return recipe.dump();
}

}  // namespace sigscope::run
