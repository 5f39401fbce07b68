#include "engine/run/recipe.h"

#include <ATen/Parallel.h>
#include <torch/headeronly/version.h>

#include <nlohmann/json.hpp>

#include "engine/models/preprocessing_parameters.h"

namespace sigscope::run {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const ParameterValue& value) {
    return std::visit([](const auto& plain) { return Json(plain); }, value);
}

/// Every parameter of the method: those of the request, defaults for the rest.
Json parametersOf(const ExplainRequest& request, const MethodSpec& method) {
    Json parameters = Json::object();
    for (const ParameterSpec& spec : method.parameters) {
        const auto given = request.parameters.find(spec.name);
        parameters[spec.name] =
            toJson(given == request.parameters.end() ? spec.defaultValue : given->second);
    }
    return parameters;
}

}  // namespace

std::string makeRecipe(const ExplainRequest& request, const MethodSpec& method,
                       const Preparation& preparation, const std::string& modelSha256,
                       const integration::BatchSizer& batches) {
    const models::Classifier& classifier = *preparation.problem.classifier;
    const RankedClass& target = preparation.scene->target;
    const Json recipe{
        {"schema", "sigscope-recipe"},
        {"version", 1},
        {"image",
         {{"name", request.image.filename().string()}, {"sha256", preparation.pictureSha256}}},
        {"model", {{"name", classifier.name}, {"sha256", modelSha256}}},
        {"preprocessing", models::toJson(classifier.preprocessing)},
        {"target", {{"index", target.index}, {"label", target.label}}},
        {"of", request.objective},
        {"baseline", request.baseline},
        {"method", method.name},
        {"parameters", parametersOf(request, method)},
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
