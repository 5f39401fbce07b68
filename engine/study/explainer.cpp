#include "engine/study/explainer.h"

#include <ATen/ATen.h>

#include "engine/compute/allocator.h"
#include "engine/metrics/randomised_stages.h"
#include "engine/models/known_preprocessing.h"

namespace sigscope::study {

Explainer::Explainer() {
    compute::keepFreedMemory();
}

void Explainer::requireSense(const std::string& method, const ParameterValues& parameters) const {
    m_registry.find(method).requireSense(parameters);
}

const MethodTraits& Explainer::traitsOf(const std::string& method) const {
    return m_registry.find(method).spec.traits;
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
    return m_maps.explain(request, preparation, stop);
}

std::vector<metrics::RandomisedStage> Explainer::randomised(
    const std::shared_ptr<const models::Classifier>& classifier,
    const metrics::MetricOptions& options) {
    if (classifier != m_randomisedOf || options.randomisation != m_randomisation) {
        m_randomised = metrics::randomisedStages(classifier, {options.randomisation});
        m_randomisedOf = classifier;
        m_randomisation = options.randomisation;
    }
    return metrics::evenlyOf(m_randomised, options.randomisedStages);
}

int classIndexOf(const std::string& text, const compute::Preparation& preparation) {
    return models::resolveTarget(*preparation.problem.classifier, at::tensor(preparation.logits),
                                 text);
}

}  // namespace sigscope::study
