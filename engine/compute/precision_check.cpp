#include "engine/compute/precision_check.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/model_digest.h"
#include "engine/models/model_registry.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/models/weights/read_weights.h"
#include "engine/problem/map_error.h"

namespace sigscope::compute {

namespace {

/// What Torch computes in TF32, a mode of all of it.
struct Tf32Use {
    bool convolutions = false;
    bool products = false;
};

Tf32Use tf32Use() {
    return {at::globalContext().allowTF32CuDNN(), at::globalContext().allowTF32CuBLAS()};
}

void setTf32(const Tf32Use& use) {
    at::globalContext().setAllowTF32CuDNN(use.convolutions);
    at::globalContext().setAllowTF32CuBLAS(use.products);
}

/// TF32 is off while this lives.
class WithoutTf32 {
public:
    WithoutTf32() : m_before(tf32Use()) { setTf32({}); }
    ~WithoutTf32() { setTf32(m_before); }
    WithoutTf32(const WithoutTf32&) = delete;
    WithoutTf32& operator=(const WithoutTf32&) = delete;

private:
    Tf32Use m_before;
};

bool isReduced(models::Precision precision) {
    return precision == models::Precision::Tf32 || precision == models::Precision::Bf16;
}

/// The same network in float32. TF32's weights are no others.
std::shared_ptr<const models::Classifier> wideClassifier(const ExplainRequest& request,
                                                         const Preparation& preparation) {
    const models::Classifier& narrow = *preparation.problem.classifier;
    if (narrow.precision == models::Precision::Tf32) return nullptr;
    const std::filesystem::path file = models::weightsFileOf(request.model);
    const std::vector<std::uint8_t> bytes = models::readWeightsFile(file);
    if (models::sha256OfModel(bytes, file) != preparation.modelSha256)
        throw Error(file.string() + ": was written to since the run began");
    const ParameterValues preprocessing = models::valuesOf(narrow.preprocessing);
    const models::ModelChoice choice{request.model, request.modelCode, preprocessing,
                                     request.output, preparation.modelSha256};
    return models::withPreprocessing(
        models::loadClassifier(choice, bytes, narrow.device, models::Precision::Float32),
        preprocessing);
}

std::optional<double> measure(const ExplainRequest& request, const Preparation& preparation,
                              const methods::Method& method,
                              const integration::RunContext& context) {
    const models::Classifier& classifier = *preparation.problem.classifier;
    if (!isReduced(classifier.precision) || !hasParameter(method.spec, "tolerance"))
        return std::nullopt;
    integration::Observer nobody;
    integration::BatchSizer batches(context.batches.most());
    const integration::RunContext quiet{
        context.turn.unyielding(), nobody, batches, context.memoryBudget, context.auxiliary,
        context.decompositions};
    ParameterValues values = request.parameters;
    values["steps"] = std::int64_t{9};
    const auto mapOf = [&](const Problem& problem) {
        const integration::Attribution attribution = method.run(problem, values, quiet);
        return attribution.complete ? attribution.map.sum(0) : at::Tensor();
    };
    const at::Tensor narrow = mapOf(preparation.problem);
    if (!narrow.defined()) return std::nullopt;  // Stopped: no other network is loaded for it.
    Problem problem = preparation.problem;
    const WithoutTf32 exactly;
    if (const auto wide = wideClassifier(request, preparation)) problem.classifier = wide;
    const at::Tensor exact = mapOf(problem);
    if (!exact.defined()) return std::nullopt;
    return relativeError(narrow, exact);
}

}  // namespace

PrecisionCheck checkPrecision(const ExplainRequest& request, const Preparation& preparation,
                              const methods::Method& method,
                              const integration::RunContext& context) {
    try {
        return {measure(request, preparation, method, context), {}};
    } catch (const std::exception&) {
        return {{}, currentErrorMessage()};  // The map that it is about is there.
    }
}

}  // namespace sigscope::compute
