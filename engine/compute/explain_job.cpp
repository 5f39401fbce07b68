#include "engine/compute/explain_job.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <optional>

#include "engine/api/baseline_list.h"
#include "engine/compute/allocator.h"
#include "engine/compute/auxiliary_work.h"
#include "engine/compute/file_inputs.h"
#include "engine/compute/planning.h"
#include "engine/compute/precision_check.h"
#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/models/known_preprocessing.h"
#include "engine/models/outputs.h"
#include "engine/problem/array_tensor.h"
#include "engine/problem/gradients.h"
#include "engine/stopwatch.h"
#include "engine/store/recipe.h"
#include "engine/store/spec_id.h"

namespace sigscope::compute {

namespace {

methods::Extent extentOf(const Problem& problem) {
    return {static_cast<std::int64_t>(problem.input.nbytes()),
            problem.input.size(1) * problem.input.size(2)};
}

/// Of a method that needs another network, with what that takes. Null if it was stopped.
Cost* costOf(const methods::ResourceEstimate& estimate, const Preparation& preparation,
             ComputeContext& context, const schedule::Turn& turn) {
    return context.costs().costOf(preparation.problem, preparation.modelSha256,
                                  auxiliaryWorkOf(estimate, preparation.problem, context), turn);
}

void addNotes(Preparation& preparation, const std::vector<std::string>& notes) {
    if (notes.empty()) return;
    auto scene = std::make_shared<Scene>(*preparation.scene);
    scene->notes.insert(scene->notes.end(), notes.begin(), notes.end());
    preparation.scene = std::move(scene);
}

/// Nothing if nothing is traced.
std::optional<trace::TraceRecorder> recorderOf(const ExplainRequest& request,
                                               const MethodSpec& method,
                                               const models::Preprocessing& preprocessing) {
    if (request.tracing == Tracing::None || !method.traits.hasPath()) return std::nullopt;
    return std::optional<trace::TraceRecorder>(std::in_place, preprocessing, request.traceBudget);
}

/// Bytes of the maps that are kept of a method without a path; of several baselines each has its
/// own, and none is kept.
std::int64_t momentBytesOf(const ExplainRequest& request, const MethodSpec& method) {
    const bool kept = request.tracing == Tracing::Path && !method.traits.hasPath() &&
                      !hasSeveralBaselines(request);
    return kept ? request.traceBudget : 0;
}

/// Why the map says nothing, if it does not.
Emptiness emptinessOf(const Problem& problem, const OverBaselines& result) {
    constexpr double nearEnd = 1e-3;    // Of a probability: what else it may be is no matter.
    constexpr double invisible = 1e-6;  // Σ|A|: a millionth of what it may change by.
    const auto kind = problem.objective.kind;
    const double f = result.completeness().fInput;
    const bool atEnd = (kind == Objective::Kind::Probability || kind == Objective::Kind::Sigmoid) &&
                       std::min(f, 1 - f) < nearEnd;
    const bool moves = !problem.input.equal(problem.baseline);
    const double size = result.mean().abs().sum().item<double>();
    // Where the gradient is zero, rounding makes nothing of it.
    if (atEnd && moves && (size == 0 || (size <= invisible && !result.isZero())))
        return Emptiness::Saturated;
    return result.isZero() ? Emptiness::Rounding : Emptiness::None;
}

/// What the integration from each baseline took, on average; nothing where one was stopped.
std::optional<int> evaluationsOfEach(const OverBaselines& result, const RunReporter& reporter) {
    if (!result.complete()) return std::nullopt;
    return reporter.evaluations() / std::max(1, static_cast<int>(result.each().size()));
}

/// A mean over several baselines says something only if the map depends on them.
void requireBaselineUse(const ExplainRequest& request, const methods::MethodRegistry& registry) {
    if (usesBaseline(registry.find(request.method).spec, request.parameters)) return;
    std::string names;
    for (const MethodSpec& other : registry.specs())
        if (other.baseline == BaselineUse::Used) names += (names.empty() ? "" : ", ") + other.name;
    throw Error("baseline: " + request.method +
                " does not use the baseline as it is asked for, so there is no mean over several; "
                "those that do: " +
                names);
}

void requireObjective(const MethodSpec& method, const std::string& objective) {
    if (explains(method, objective)) return;
    throw Error("of: " + method.name + " explains " + objectivesText(method) + ", not " +
                objective + "; choose one of these");
}

}  // namespace

ExplainJob::ExplainJob(const JobContext& context, ExplainRequest request,
                       std::shared_ptr<RunObserver> observer)
    : m_context(context.compute),
      m_registry(context.registry),
      m_catalogue(context.catalogue),
      m_fields(context.fields),
      m_results(context.results),
      m_forecaster(context.forecaster),
      m_request(std::move(request)),
      m_observer(std::move(observer)) {}

double ExplainJob::work() const {
    return m_forecaster.forecast(m_request).evaluations;
}

void ExplainJob::run(schedule::TaskId id, const schedule::Turn& turn) {
    m_run = id;
    const methods::Method& method = m_registry.find(m_request.method);
    if (hasSeveralBaselines(m_request)) requireBaselineUse(m_request, m_registry);
    explain(method, turn);
    returnFreedMemory();
}

void ExplainJob::failed(schedule::TaskId id, std::exception_ptr error) noexcept {
    try {
        std::rethrow_exception(error);
    } catch (const models::UnknownPreprocessing& unknown) {
        m_observer->preprocessingWanted(id, unknown.what(), unknown.question());
    } catch (const models::UnknownOutputs& unknown) {
        m_observer->outputWanted(id, unknown.what(), unknown.question());
    } catch (...) {
        m_observer->failed(id, {currentErrorMessage(), currentErrorCause()});
    }
    returnFreedMemory();
}

void ExplainJob::dropped(schedule::TaskId id) noexcept {
    m_observer->cancelled(id, nullptr);
}

void ExplainJob::explain(const methods::Method& method, const schedule::Turn& turn) {
    m_observer->progress(m_run, {Stage::Load, 0, 0, std::nullopt});
    if (turn.isOver()) return drop();
    // Before the model is loaded: a parameter out of range is said at once.
    method.requireSense(m_request.parameters);
    store::RequestKey key = store::keyOf(m_request, m_catalogue);
    m_request.objective = objectiveOf(&method.spec, m_request.objective);
    requireObjective(method.spec, m_request.objective);
    Preparation preparation = prepare(m_request, m_context, [this](Milestone milestone) {
        m_observer->prepared(m_run, milestone);
    });
    turn.whenResumed([&classifier = *preparation.problem.classifier] { computeAs(classifier); });
    addNotes(preparation, checkPictures(preparation.baselines, m_context, turn));
    if (turn.isOver()) return drop();
    const methods::ResourceEstimate estimate = method.estimate(
        m_request.parameters, extentOf(preparation.problem), m_request.memoryBudget);
    Cost* const cost = costOf(estimate, preparation, m_context, turn);
    if (cost == nullptr) return drop();
    const Plan plan = planFor(m_request, preparation, estimate, *cost);
    std::optional<double>& seconds = cost->secondsPer(estimate.evaluation);
    integration::BatchSizer batches(plan.microBatch, seconds.value_or(0));
    const auto known = remembered(method.spec, preparation, batches);
    m_observer->started(m_run, plan, known ? known->scene : preparation.scene);
    if (known) return finish(std::move(key), preparation.modelFurther, plan, known);

    auto recorder =
        recorderOf(m_request, method.spec, preparation.problem.classifier->preprocessing);
    trace::TraceRecorder* tracer = recorder ? &*recorder : nullptr;
    RunReporter reporter(
        m_run, *m_observer, tracer,
        {plan.exact ? plan.evaluations : 0, static_cast<int>(preparation.baselines.size()),
         method.spec.traits.path, momentBytesOf(m_request, method.spec)});
    FileInputs auxiliary(m_context, m_request.image);
    const double waitedBefore = turn.secondsWaited();
    const Stopwatch stopwatch;
    const integration::RunContext context{
        turn, reporter, batches, m_request.memoryBudget, &auxiliary, &m_context.decompositions()};
    const OverBaselines result = integrate(preparation, method, reporter, context);
    if (batches.secondsPerPoint() > 0) seconds = batches.secondsPerPoint();
    if (!result.mean().defined()) return drop();
    m_forecaster.learn(m_request, *cost, evaluationsOfEach(result, reporter));

    const auto explanation = conclude(method.spec, preparation, result, reporter);
    const PrecisionCheck precision = checkPrecision(m_request, preparation, method, context);
    explanation->precisionError = precision.error;
    explanation->precisionUnknown = precision.unknown;
    explanation->seconds = stopwatch.seconds() - (turn.secondsWaited() - waitedBefore);
    explanation->recipe =
        store::makeRecipe(m_fields, m_request, method.spec, preparation, batches, auxiliary.used());
    explanation->spec = store::specIdOf(explanation->recipe);
    finish(std::move(key), preparation.modelFurther, plan, explanation);
}

std::shared_ptr<Explanation> ExplainJob::remembered(const MethodSpec& method,
                                                    const Preparation& preparation,
                                                    const integration::BatchSizer& batches) const {
    // What a method takes from files is known once it has run.
    const bool takesFiles = std::ranges::any_of(method.parameters, &ParameterSpec::namesFiles);
    if (m_request.reuse == Reuse::Refused || takesFiles) return nullptr;
    const std::string recipe =
        store::makeRecipe(m_fields, m_request, method, preparation, batches, {});
    const auto known = m_results.find(store::specIdOf(recipe));
    if (!known) return nullptr;
    const Explanation& before = *known->explanation;
    if (lacksTrace(before) && m_request.tracing == Tracing::Path) return nullptr;
    auto explanation = std::make_shared<Explanation>(before);
    explanation->run = m_run;
    explanation->recipe = store::withCircumstancesOf(recipe, before.recipe);
    auto scene = std::make_shared<Scene>(*preparation.scene);  // Files may be called otherwise.
    scene->device = before.scene->device;
    explanation->scene = std::move(scene);
    return explanation;
}

void ExplainJob::finish(store::RequestKey key, std::vector<store::FileState> further,
                        const Plan& plan, std::shared_ptr<const Explanation> explanation) {
    if (explanation->partial) return m_observer->cancelled(m_run, explanation);
    // What is not traced is not looked at again: it goes to a file.
    if (m_request.tracing == Tracing::Path)
        m_results.add(std::move(key), {explanation, plan}, std::move(further));
    m_observer->completed(m_run, explanation);
}

OverBaselines ExplainJob::integrate(const Preparation& preparation, const methods::Method& method,
                                    RunReporter& reporter,
                                    const integration::RunContext& context) const {
    Problem problem = preparation.problem;
    OverBaselines result;
    double fBaseline = preparation.fBaseline;
    for (const ChosenBaseline& baseline : preparation.baselines) {
        if (!result.each().empty()) {
            reporter.beginNext(result.mean());
            problem.baseline =
                makeBaseline(baseline, problem.input, *problem.classifier, m_context);
            fBaseline = evaluateValues(problem, problem.baseline.unsqueeze(0)).front();
        }
        const integration::Attribution attribution =
            method.run(problem, m_request.parameters, context);
        if (result.each().empty() && attribution.map.defined())
            reporter.firstDone(attribution.map, attribution.complete);
        result.add(attribution, preparation.fInput, fBaseline);
        if (!result.complete()) break;
    }
    return result;
}

std::shared_ptr<Explanation> ExplainJob::conclude(const MethodSpec& method,
                                                  const Preparation& preparation,
                                                  const OverBaselines& result,
                                                  const RunReporter& reporter) const {
    auto explanation = std::make_shared<Explanation>();
    explanation->run = m_run;
    explanation->scene = preparation.scene;
    explanation->traits = method.traits;
    explanation->attribution = toArray(result.mean());
    explanation->input = toArray(preparation.problem.input);
    explanation->baseline = toArray(preparation.problem.baseline);
    explanation->logits = preparation.logits;
    explanation->completeness = result.completeness();
    explanation->mapError = result.mapError();
    explanation->emptiness = emptinessOf(preparation.problem, result);
    if (preparation.baselines.size() > 1) explanation->perBaseline = result.each();
    if (const at::Tensor spread = result.spread(); spread.defined())
        explanation->spread = toArray(spread);
    explanation->reconstruction = result.reconstruction();
    explanation->sideNumbers = result.sideNumbers();
    explanation->partial = !result.complete();
    explanation->evaluations = reporter.evaluations();
    explanation->moments = reporter.moments(explanation->attribution);
    if (!method.traits.hasPath()) return explanation;
    for (const PathNode& node : result.nodes()) {
        explanation->alphas.push_back(node.alpha);
        explanation->f.push_back(node.f);
    }
    explanation->accumulatedSums = reporter.accumulatedSums();
    explanation->trace = reporter.trace();
    return explanation;
}

}  // namespace sigscope::compute
