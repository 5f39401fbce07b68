#include "engine/run/explain_job.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "engine/api/attribution_map.h"
#include "engine/error_message.h"
#include "engine/models/known_preprocessing.h"
#include "engine/problem/array_tensor.h"
#include "engine/run/file_supplies.h"
#include "engine/run/recipe.h"
#include "engine/run/run_reporter.h"

namespace sigscope::run {

namespace {

methods::Extent extentOf(const Problem& problem) {
    return {static_cast<std::int64_t>(problem.input.nbytes()),
            problem.input.size(1) * problem.input.size(2)};
}

/// Nothing if nothing is traced.
std::optional<TraceRecorder> recorderOf(const ExplainRequest& request,
                                        const models::Preprocessing& preprocessing) {
    if (request.tracing == Tracing::None) return std::nullopt;
    return std::optional<TraceRecorder>(std::in_place, preprocessing, request.traceBudget);
}

}  // namespace

ExplainJob::ExplainJob(RunId run, ExplainRequest request, std::shared_ptr<RunObserver> observer)
    : m_run(run), m_request(std::move(request)), m_observer(std::move(observer)) {}

void ExplainJob::drop() {
    m_observer->cancelled(m_run, nullptr);
}

void ExplainJob::run(Workshop& workshop, const methods::MethodRegistry& registry,
                     std::stop_token stop) {
    try {
        explain(workshop, registry.find(m_request.method), std::move(stop));
    } catch (const models::UnknownPreprocessing& unknown) {
        m_observer->preprocessingWanted(m_run, unknown.what(), unknown.question());
    } catch (...) {
        m_observer->failed(m_run, currentErrorMessage());
    }
}

void ExplainJob::explain(Workshop& workshop, const methods::Method& method, std::stop_token stop) {
    m_observer->progress(m_run, {Stage::Load, 0, 0, std::nullopt});
    if (stop.stop_requested()) return drop();
    // Before the model is loaded: a parameter out of range is said at once.
    static_cast<void>(method.demand(m_request.parameters, {}, m_request.memoryBudget));
    if (!method.spec.objective.empty()) m_request.objective = method.spec.objective;
    const Preparation preparation = prepare(m_request, workshop);
    if (stop.stop_requested()) return drop();
    const methods::Demand demand =
        method.demand(m_request.parameters, extentOf(preparation.problem), m_request.memoryBudget);
    Cost& cost = workshop.costs().costOf(preparation.problem);
    const Plan plan = planFor(preparation, demand, cost);
    m_observer->started(m_run, plan, preparation.scene);

    auto recorder = recorderOf(m_request, preparation.problem.classifier->preprocessing);
    TraceRecorder* tracer = recorder ? &*recorder : nullptr;
    RunReporter reporter(m_run, *m_observer, tracer, demand.evaluations);
    integration::BatchSizer batches(plan.microBatch);
    FileSupplies supplies(workshop, m_request.image);
    const auto begin = std::chrono::steady_clock::now();
    const integration::Attribution attribution =
        method.run(preparation.problem, m_request.parameters,
                   {stop, reporter, batches, m_request.memoryBudget, &supplies});
    if (batches.secondsPerPoint() > 0) cost.secondsPerPoint = batches.secondsPerPoint();
    if (!attribution.map.defined()) return drop();

    const auto explanation = conclude(preparation, attribution);
    explanation->accumulatedSums = reporter.accumulatedSums();
    explanation->evaluations = reporter.evaluations();
    explanation->seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    explanation->recipe =
        makeRecipe(m_request, method.spec, preparation,
                   workshop.sha256Of(*preparation.problem.classifier), batches, supplies.used());
    explanation->trace = reporter.finishedTrace(*explanation);
    if (attribution.complete)
        m_observer->completed(m_run, explanation);
    else
        m_observer->cancelled(m_run, explanation);
}

Plan ExplainJob::planFor(const Preparation& preparation, const methods::Demand& demand,
                         const Cost& cost) const {
    const at::Tensor& input = preparation.problem.input;
    const auto inputBytes = static_cast<std::int64_t>(input.nbytes());
    const int batch = std::min(mostPointsOf(cost, input), demand.evaluations);
    // x, x', Δ, its decomposition, the float64 sums, and the map as it is handed over.
    const std::int64_t fixedBytes = 12 * inputBytes;
    Plan plan;
    plan.evaluations = demand.evaluations;
    plan.microBatch = batch;
    plan.peakBytes = batch * bytesPerPointOf(cost, input) + demand.heldBytes + fixedBytes;
    if (m_request.tracing == Tracing::Path)
        plan.peakBytes +=
            layOut(demand.evaluations, static_cast<std::int64_t>(input.numel() * sizeof(float)),
                   m_request.traceBudget)
                .bytes;
    if (cost.secondsPerPoint) plan.seconds = demand.evaluations * *cost.secondsPerPoint;
    return plan;
}

std::shared_ptr<Explanation> ExplainJob::conclude(
    const Preparation& preparation, const integration::Attribution& attribution) const {
    auto explanation = std::make_shared<Explanation>();
    explanation->run = m_run;
    explanation->scene = preparation.scene;
    explanation->attribution = toArray(attribution.map);
    explanation->input = toArray(preparation.problem.input);
    explanation->baseline = toArray(preparation.problem.baseline);
    for (const PathNode& node : attribution.nodes) {
        explanation->alphas.push_back(node.alpha);
        explanation->f.push_back(node.f);
    }
    explanation->logits = preparation.logits;
    explanation->completeness = {preparation.fInput, preparation.fBaseline, explanation->f.front(),
                                 explanation->f.back(),
                                 attribution.map.sum().item<double>() / attribution.copies};
    explanation->partial = !attribution.complete;
    return explanation;
}

}  // namespace sigscope::run
