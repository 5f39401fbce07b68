#include "engine/compute/compute_engine.h"

#include <ATen/Parallel.h>
#include <torch/headeronly/version.h>

#include <utility>

#include "engine/baselines/baseline.h"
#include "engine/compute/allocator.h"
#include "engine/compute/evaluate_job.h"
#include "engine/compute/explain_job.h"
#include "engine/compute/randomise_job.h"
#include "engine/compute/region_job.h"
#include "engine/compute/restore_trace_job.h"
#include "engine/compute/surface_job.h"
#include "engine/error.h"
#include "engine/models/labels.h"
#include "engine/models/model_registry.h"
#include "engine/models/outputs.h"
#include "engine/models/precision.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/problem/objective.h"

namespace sigscope {

std::unique_ptr<Engine> makeEngine(const EngineOptions& options) {
    return std::make_unique<compute::ComputeEngine>(methods::builtInMethods(), options);
}

std::string versionLine() {
    return "sigscope " SIGSCOPE_VERSION
           " (LibTorch " C10_STRINGIZE(TORCH_VERSION_MAJOR) "." C10_STRINGIZE(
               TORCH_VERSION_MINOR) "." C10_STRINGIZE(TORCH_VERSION_PATCH) ")";
}

namespace compute {

namespace {

std::vector<ModelSpec> labelledModels() {
    std::vector<ModelSpec> specs = models::modelSpecs();
    try {
        const std::vector<std::string> labels = models::registeredLabels();
        for (ModelSpec& spec : specs) spec.labels = labels;
    } catch (const Error&) {
        // A run says that the file is missing; until then they have none.
    }
    return specs;
}

}  // namespace

Catalogue catalogueOf(const methods::MethodRegistry& methods) {
    return {methods.specs(),
            labelledModels(),
            objectiveChoices(),
            namedBaselines(),
            deviceChoices(),
            models::precisionChoices(),
            models::preprocessingSpecs(),
            models::outputChoices()};
}

ComputeEngine::ComputeEngine(methods::MethodRegistry methods, const EngineOptions& options)
    : m_methods(std::move(methods)),
      m_catalogue(catalogueOf(m_methods)),
      m_fields(requestFields(m_catalogue)),
      m_results(m_catalogue, options.resultBudget),
      m_forecaster(m_methods),
      m_context(options.cacheFolder),
      m_scheduler([threads = options.threads] {
          // Before any other Torch call of the thread: it counts for it and those it starts.
          if (threads > 0) at::set_num_threads(threads);
      }) {
    keepFreedMemory();
}

RunId ComputeEngine::submit(ExplainRequest request, std::shared_ptr<RunObserver> observer,
                            Lane lane) {
    return m_scheduler.submit(
        std::make_unique<ExplainJob>(jobContext(), std::move(request), std::move(observer)), lane);
}

RunId ComputeEngine::computeSurface(SurfaceRequest request,
                                    std::shared_ptr<SurfaceObserver> observer) {
    return m_scheduler.submit(
        std::make_unique<SurfaceJob>(jobContext(), std::move(request), std::move(observer)),
        Lane::Queue);
}

JobContext ComputeEngine::jobContext() {
    return {m_context, m_methods, m_catalogue, m_fields, m_results, m_forecaster};
}

RunId ComputeEngine::submit(MapEvaluationRequest request,
                            std::shared_ptr<MapEvaluationObserver> observer) {
    ExplainRequest& explain = request.request;
    explain.objective = objectiveOf(m_catalogue.method(explain.method), explain.objective);
    return m_scheduler.submit(
        std::make_unique<EvaluateJob>(m_context, std::move(request), std::move(observer)),
        Lane::Queue);
}

RunId ComputeEngine::randomiseLayers(RandomisationRequest request,
                                     std::shared_ptr<RandomisationObserver> observer) {
    return m_scheduler.submit(
        std::make_unique<RandomiseJob>(jobContext(), std::move(request), std::move(observer)),
        Lane::Queue);
}

RunId ComputeEngine::fillRegion(ExplainRequest request, Region region,
                                std::function<void(const Outcome<double>&)> told) {
    return m_scheduler.submit(std::make_unique<RegionJob>(m_context, m_methods, std::move(request),
                                                          std::move(region), std::move(told)),
                              Lane::Queue);
}

RunId ComputeEngine::restoreTrace(ExplainRequest request, std::shared_ptr<const Explanation> result,
                                  std::function<void(std::shared_ptr<const PathTrace>)> told) {
    return m_scheduler.submit(
        std::make_unique<RestoreTraceJob>(m_context, m_methods, std::move(request),
                                          std::move(result), std::move(told)),
        Lane::Queue);
}

}  // namespace compute
}  // namespace sigscope
