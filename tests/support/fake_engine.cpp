#include "tests/support/fake_engine.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/api/attribution_map.h"
#include "tests/support/parameter_specs.h"

namespace sigscope::test {

namespace {

std::vector<ParameterSpec> preprocessingLikeTheRealOne() {
    ParameterSpec size = wholeSpec("input-size", 16, 2048, 224);
    size.kind = ParameterSpec::Kind::Size;
    const ParameterSpec resize = wholeSpec("resize", 16, 4096, 256);
    const ParameterSpec fit =
        choiceSpec("fit", "crop", {{"crop", "crop", ""}, {squashFit, "squash", ""}});
    ParameterSpec mean;
    mean.name = "mean";
    mean.kind = ParameterSpec::Kind::PerChannel;
    mean.maximum = 255;
    mean.defaultValue = Triple{0.485, 0.456, 0.406};
    const ParameterSpec range =
        choiceSpec("range", "0..1", {{"0..1", "0 to 1", ""}, {"0..255", "0 to 255", ""}});
    return {size, resize, mean, range, fit};
}

Catalogue catalogueLikeTheRealOne() {
    Catalogue catalogue;
    const ParameterSpec overlap{
        .name = "overlap",
        .symbol = "λ",
        .kind = ParameterSpec::Kind::Real,
        .minimum = 0,
        .maximum = 1,
        .defaultValue = 0.4,
        .unit = {},
        .help = "How much the components overlap: 0 one after another, 1 all at once.",
        .equation = "p = clamp((α − start)/λ, 0, 1)",
        .choices = {}};
    const ParameterSpec steps{.name = "steps",
                              .symbol = {},
                              .kind = ParameterSpec::Kind::Integer,
                              .minimum = 2,
                              .maximum = 100000,
                              .defaultValue = std::int64_t{129},
                              .unit = {},
                              .help = "Gradients taken, both ends included.",
                              .equation = {},
                              .choices = {}};
    const ParameterSpec rule{.name = "rule",
                             .symbol = {},
                             .kind = ParameterSpec::Kind::Choice,
                             .minimum = 0,
                             .maximum = 0,
                             .defaultValue = std::string("trapezoid"),
                             .unit = {},
                             .help = "How gradients are combined.",
                             .equation = {},
                             .choices = {{"trapezoid", "Trapezoid", "The default."},
                                         {"reference", "Reference", "The paper's loop."}}};
    catalogue.methods = {{"sig", "Spectral IG", "From coarse to fine.", {overlap, steps, rule}},
                         {"ig", "Integrated gradients", "Along the straight line.", {steps, rule}},
                         {"gradient-x-input",
                          "Gradient × input",
                          "One gradient.",
                          {},
                          {PathUse::None, SumGoal::Nothing}}};
    catalogue.objectives = {{"probability", "probability", "softmax"},
                            {"logit", "logit", ""},
                            {contrastObjective, "contrast", ""}};
    catalogue.baselines = {
        {"black", "black", ""}, {"mean", "mean", ""}, {"blur", "blur", ""}, {"noise", "noise", ""}};
    catalogue.devices = {{"auto", "automatic", ""}, {"cpu", "CPU", ""}};
    catalogue.precisions = {{"float32", "float32", ""}, {"float64", "float64", "53 bits."}};
    catalogue.preprocessing = preprocessingLikeTheRealOne();
    catalogue.outputs = {{"logits", "logits", ""}, {"probabilities", "probabilities", ""}};
    return catalogue;
}

/// The mean over several baselines; the path's map is the whole.
Array halved(Array map) {
    for (float& value : map.values) value /= 2;
    return map;
}

}  // namespace

FakeEngine::FakeEngine(int side) : m_side(side), m_catalogue(catalogueLikeTheRealOne()) {
    setResultBudget(1LL << 30);
}

void FakeEngine::setResultBudget(std::int64_t bytes) {
    m_results = std::make_unique<store::MemoryResults>(m_catalogue, bytes);
}

RunId FakeEngine::submit(ExplainRequest request, std::shared_ptr<RunObserver> observer, Lane) {
    const RunId id = m_runs.size() + 1;
    store::RequestKey key = store::keyOf(request, m_catalogue);
    m_runs.push_back({id, std::move(request), std::move(observer), std::move(key)});
    return id;
}

RunId FakeEngine::computeSurface(SurfaceRequest request,
                                 std::shared_ptr<SurfaceObserver> observer) {
    constexpr RunId firstSurface = 1000;
    const RunId id = firstSurface + m_surfaces.size();
    m_surfaces.push_back({id, std::move(request), std::move(observer)});
    return id;
}

void FakeEngine::deliverSurface(std::size_t index) {
    const SurfaceTask& task = m_surfaces.at(index);
    auto surface = std::make_shared<Surface>();
    surface->scene = fakeSubject(task.request.explain.image, m_side)->scene;
    surface->resolution = task.request.resolution;
    surface->aside = {-0.1, 0.5};
    const int points = task.request.resolution * task.request.resolution;
    for (int k = 0; k < points; ++k) surface->f.push_back(static_cast<double>(k) / points);
    surface->paths = {{"ig", {0, 1}, {0, 1}, {0, 1}, {0, 0}, {0, 0}},
                      {"sig", {0, 0.5, 1}, {0, 1, 1}, {0, 0.5, 1}, {0, 0.4, 0}, {0, 0.1, 0}}};
    surface->distance = 0.1;
    surface->recipe = R"({"method":"sig","of":"probability","baseline":"black"})";
    task.observer->completed(surface);
}

RunId FakeEngine::submit(MapEvaluationRequest request,
                         std::shared_ptr<MapEvaluationObserver> observer) {
    constexpr RunId firstEvaluation = 1'000'000;
    const RunId id = firstEvaluation + m_evaluations.size();
    m_evaluations.push_back({id, std::move(request), std::move(observer)});
    return id;
}

RunId FakeEngine::randomiseLayers(RandomisationRequest request,
                                  std::shared_ptr<RandomisationObserver> observer) {
    constexpr RunId firstRandomisation = 2'000'000;
    const RunId id = firstRandomisation + m_randomisations.size();
    m_randomisations.push_back({id, std::move(request), std::move(observer)});
    return id;
}

RunId FakeEngine::fillRegion(ExplainRequest request, Region region,
                             std::function<void(const Outcome<double>&)> told) {
    m_fills.push_back({std::move(request), std::move(region), std::move(told)});
    return 0;
}

RunId FakeEngine::restoreTrace(ExplainRequest, std::shared_ptr<const Explanation> result,
                               std::function<void(std::shared_ptr<const PathTrace>)> told) {
    m_askedPaths.push_back({std::move(result), std::move(told)});
    return 0;
}

void FakeEngine::deliverPath(std::size_t index) {
    const AskedPath& asked = m_askedPaths.at(index);
    asked.told(std::make_shared<FakeTrace>(fakeSubject({}, m_side),
                                           static_cast<int>(asked.result->alphas.size()),
                                           FakeTrace::Kind::Spectral));
}

void FakeEngine::cancel(RunId run) {
    m_cancelled.push_back(run);
}

std::shared_ptr<const FakeSubject> FakeEngine::subjectOf(RunId run) {
    auto& known = m_subjects[run];
    if (known) return known;
    const ExplainRequest& request = m_runs.at(run - 1).request;
    auto subject = std::make_shared<FakeSubject>(*fakeSubject(request.image, m_side));
    auto scene = std::make_shared<Scene>(*subject->scene);
    int index = scene->target.index;
    std::string_view number = request.target;
    if (number.starts_with(indexPrefix)) number.remove_prefix(std::string_view(indexPrefix).size());
    std::from_chars(number.data(), number.data() + number.size(), index);
    const auto chosen = std::ranges::find(scene->top, index, &RankedClass::index);
    if (chosen != scene->top.end()) scene->target = *chosen;
    for (const BaselineSpec& baseline : request.baselines)
        for (int k = 0; k < (isDrawn(baseline) ? request.baselineCount : 1); ++k)
            scene->baselines.push_back(toText(baseline));
    if (m_editScene) m_editScene(*scene);
    subject->scene = std::move(scene);
    return known = std::move(subject);
}

const FakeSubject& FakeEngine::subject(RunId run) {
    return *subjectOf(run);
}

void FakeEngine::deliverStarted(RunId run, std::optional<double> seconds) {
    Plan planned = plan();
    planned.seconds = seconds;
    observer(run).started(run, planned, subjectOf(run)->scene);
}

void FakeEngine::deliverProgress(RunId run, int step, int total, double eta) {
    observer(run).progress(run, {Stage::Integrate, step, total, eta});
}

void FakeEngine::deliverNodes(RunId run, int count) {
    observer(run).nodes(run, FakeTrace(subjectOf(run), count).nodes());
}

void FakeEngine::deliverPreview(RunId run, int count) {
    const auto subject = subjectOf(run);
    observer(run).preview(run, {subject->attribution, sum(subject->attribution),
                                std::make_shared<FakeTrace>(subject, count, kindOf(run)), 0});
}

void FakeEngine::deliverStillPreview(RunId run) {
    const auto subject = subjectOf(run);
    observer(run).preview(run, {subject->attribution, sum(subject->attribution), nullptr, 0});
}

void FakeEngine::deliverMean(RunId run, int done) {
    const auto subject = subjectOf(run);
    observer(run).preview(run, {halved(subject->attribution), sum(subject->attribution) / 2,
                                std::make_shared<FakeTrace>(subject, 17, kindOf(run)), done});
}

FakeTrace::Kind FakeEngine::kindOf(RunId run) const {
    return m_runs.at(run - 1).request.method == "sig" ? FakeTrace::Kind::Spectral
                                                      : FakeTrace::Kind::Straight;
}

std::shared_ptr<Explanation> FakeEngine::explanationOf(RunId run, int count) {
    const auto subject = subjectOf(run);
    auto explanation = std::make_shared<Explanation>();
    explanation->run = run;
    explanation->scene = subject->scene;
    explanation->attribution = subject->attribution;
    explanation->input = subject->input;
    explanation->baseline = Array(3, m_side, m_side);
    explanation->completeness = {subject->fEnd, subject->fStart, subject->fStart, subject->fEnd,
                                 sum(subject->attribution) + m_excess};
    explanation->evaluations = count;
    explanation->seconds = 4.2;
    explanation->emptiness = m_emptiness;
    explanation->mapError = m_mapError;
    explanation->recipe = "{}";
    explanation->spec = {"of run " + std::to_string(run)};
    if (const std::size_t several = subject->scene->baselines.size(); several > 1) {
        explanation->perBaseline.assign(several, explanation->completeness);
        explanation->attribution = halved(subject->attribution);
        explanation->spread = Array(3, m_side, m_side);
        std::ranges::fill(explanation->spread.values, 1e-3F);
    }
    const MethodSpec* method = m_catalogue.method(m_runs.at(run - 1).request.method);
    if (method != nullptr) explanation->traits = method->traits;
    if (!explanation->traits.hasPath()) {
        explanation->moments = m_moments;
        return explanation;
    }
    const auto trace = std::make_shared<FakeTrace>(subject, count, kindOf(run));
    for (const PathNode& node : trace->nodes()) {
        explanation->alphas.push_back(node.alpha);
        explanation->f.push_back(node.f);
    }
    explanation->trace = trace;
    return explanation;
}

void FakeEngine::deliverCompleted(RunId run, int count) {
    const auto explanation = explanationOf(run, count);
    m_results->add(m_runs.at(run - 1).key, {explanation, plan()});
    observer(run).completed(run, explanation);
}

void FakeEngine::deliverCancelled(RunId run, int count) {
    const auto explanation = explanationOf(run, count);
    explanation->partial = true;
    observer(run).cancelled(run, explanation);
}

void FakeEngine::deliverCancelledEmpty(RunId run) {
    observer(run).cancelled(run, nullptr);
}

void FakeEngine::deliverFailed(RunId run, const std::string& message, FailureCause cause) {
    observer(run).failed(run, {message, cause});
}

void FakeEngine::deliverQuestion(RunId run, const PreprocessingQuestion& question) {
    observer(run).preprocessingWanted(run, "unknown preprocessing: give --mean", question);
}

void FakeEngine::deliverQuestion(RunId run, const OutputQuestion& question) {
    observer(run).outputWanted(run, "outputs look like probabilities: give --output", question);
}

}  // namespace sigscope::test
