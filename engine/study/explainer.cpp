#include "engine/study/explainer.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/compute/allocator.h"
#include "engine/compute/file_inputs.h"
#include "engine/compute/over_baselines.h"
#include "engine/integration/batch_sizer.h"
#include "engine/metrics/randomised_stages.h"
#include "engine/models/known_preprocessing.h"
#include "engine/problem/gradients.h"

namespace sigscope::study {

namespace {

methods::Extent extentOf(const at::Tensor& input) {
    return {static_cast<std::int64_t>(input.nbytes()), input.size(1) * input.size(2)};
}

}  // namespace

Explainer::Explainer() {
    compute::keepFreedMemory();
}

void Explainer::requireSense(const std::string& method, const ParameterValues& parameters) const {
    m_registry.find(method).requireSense(parameters);
}

void Explainer::requireModel(const ExplainRequest& request) const {
    static_cast<void>(models::withPreprocessing(
        models::loadClassifier(
            {request.model, request.modelCode, request.preprocessing, request.output}, c10::kCPU,
            models::Precision::Float32),
        request.preprocessing));
}

compute::Preparation Explainer::prepare(ExplainRequest request) {
    request.objective = objectiveOf(&m_registry.find(request.method).spec, request.objective);
    return compute::prepare(request, m_context);
}

at::Tensor Explainer::explain(const ExplainRequest& request,
                              const compute::Preparation& preparation,
                              const std::stop_token& stop) {
    const methods::Method& method = m_registry.find(request.method);
    Problem problem = preparation.problem;
    const compute::Cost* cost =
        m_context.costs().costOf(problem, preparation.modelSha256, std::nullopt, stop);
    if (cost == nullptr) return {};
    const methods::ResourceEstimate estimate =
        method.estimate(request.parameters, extentOf(problem.input), request.memoryBudget);
    integration::BatchSizer batches(std::min({compute::mostPointsOf(*cost, problem.input),
                                              estimate.evaluations, estimate.atOnce}),
                                    0, integration::BatchPace::Fixed);
    integration::Observer nobody;
    compute::FileInputs auxiliary(m_context, request.image);
    const integration::RunContext context{
        stop, nobody, batches, request.memoryBudget, &auxiliary, &m_context.decompositions()};
    compute::OverBaselines result;
    double fBaseline = preparation.fBaseline;
    for (const compute::ChosenBaseline& baseline : preparation.baselines) {
        if (!result.each().empty()) {
            problem.baseline =
                compute::makeBaseline(baseline, problem.input, *problem.classifier, m_context);
            fBaseline = evaluateValues(problem, problem.baseline.unsqueeze(0)).front();
        }
        result.add(method.run(problem, request.parameters, context), preparation.fInput, fBaseline);
        if (!result.complete()) return {};
        if (!usesBaseline(method.spec, request.parameters)) break;
    }
    return result.mean();
}

const std::vector<metrics::RandomisedStage>& Explainer::randomised(
    const std::shared_ptr<const models::Classifier>& classifier) {
    if (classifier != m_randomisedOf) {
        m_randomised = metrics::randomisedStages(classifier);
        m_randomisedOf = classifier;
    }
    return m_randomised;
}

int classIndexOf(const std::string& text, const compute::Preparation& preparation) {
    return models::resolveTarget(*preparation.problem.classifier, at::tensor(preparation.logits),
                                 text);
}

}  // namespace sigscope::study
