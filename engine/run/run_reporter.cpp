#include "engine/run/run_reporter.h"

#include <cmath>
#include <utility>

#include "engine/api/attribution_map.h"
#include "engine/integration/accumulator.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::run {

RunReporter::RunReporter(RunId run, RunObserver& observer, TraceRecorder* recorder, int evaluations)
    : m_run(run), m_observer(observer), m_recorder(recorder), m_total(evaluations) {}

void RunReporter::stage(Stage stage) {
    const int total = stage == Stage::Integrate ? m_total : 0;
    m_stageBegin = std::chrono::steady_clock::now();
    m_observer.progress(m_run, {stage, 0, total, std::nullopt});
}

void RunReporter::searched(int step, int total) {
    Progress progress{Stage::Search, step, total, std::nullopt};
    if (step > 0) progress.eta = secondsOfStage() * (total - step) / step;
    m_observer.progress(m_run, progress);
}

void RunReporter::planned(const integration::Schedule& schedule, integration::RuleWeights weights,
                          const integration::Course& course) {
    if (m_recorder != nullptr) m_recorder->planned(schedule, weights, course);
}

void RunReporter::evaluated(const integration::EvaluatedNode& node) {
    if (node.gradient.defined()) ++m_evaluations;
    m_unsent.push_back(node.node);
    if (m_recorder != nullptr) m_recorder->evaluated(node);
}

void RunReporter::intervalClosed(int index, const at::Tensor& contribution) {
    if (m_recorder != nullptr) m_recorder->intervalClosed(index, contribution);
}

void RunReporter::advanced(const integration::Accumulator& accumulator, double secondsPerPoint) {
    m_sums = accumulator.accumulatedSums();
    m_observer.nodes(m_run, std::exchange(m_unsent, {}));
    m_observer.progress(m_run, {Stage::Integrate, m_evaluations, m_total,
                                (m_total - m_evaluations) * secondsPerPoint});
    if (accumulator.nodeCount() >= 2 && previewIsDue())
        sendPreview(accumulator.total(), std::nullopt);
}

void RunReporter::searching(integration::Direction direction, const at::Tensor& baseline) {
    m_direction = direction;
    m_stageBegin = std::chrono::steady_clock::now();
    if (m_recorder != nullptr) m_recorder->searching(direction, baseline);
}

void RunReporter::reached(const integration::Waypoint& waypoint) {
    m_evaluations = waypoint.evaluations;
    noteSum(waypoint);
    if (m_recorder != nullptr) m_recorder->reached(waypoint);
    m_observer.nodes(m_run, {waypoint.node});
    Progress progress{Stage::Integrate, m_evaluations, m_total, std::nullopt};
    if (waypoint.share > 0) {
        progress.eta = secondsOfStage() * (1 - waypoint.share) / waypoint.share;
        progress.total = static_cast<int>(std::lround(m_evaluations / waypoint.share));
    }
    m_observer.progress(m_run, progress);
    if (m_sums.size() >= 2 && previewIsDue()) sendPreview(waypoint.map, waypoint.sum);
}

double RunReporter::secondsOfStage() const {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - m_stageBegin;
    return spent.count();
}

void RunReporter::noteSum(const integration::Waypoint& waypoint) {
    if (m_direction == integration::Direction::FromStart) {
        m_sums.push_back(waypoint.sum);
        return;
    }
    // What was found first lies last: the step just taken is before all others.
    const double step = m_sums.empty() ? 0 : waypoint.sum - m_sums.back();
    for (double& sum : m_sums) sum += step;
    m_sums.insert(m_sums.begin(), 0);
}

bool RunReporter::previewIsDue() {
    // A window shows 30 frames a second; on a fast device most micro-batches need no preview.
    constexpr std::chrono::milliseconds shortest(33);
    const auto now = std::chrono::steady_clock::now();
    if (m_lastPreview && now - *m_lastPreview < shortest) return false;
    m_lastPreview = now;
    return true;
}

std::shared_ptr<const PathTrace> RunReporter::finishedTrace(const Explanation& explanation) const {
    if (m_recorder == nullptr) return nullptr;
    return explanation.partial ? m_recorder->snapshot(m_sums, explanation.attribution)
                               : m_recorder->finished(m_sums, explanation.attribution);
}

void RunReporter::sendPreview(const at::Tensor& map, std::optional<double> attributionSum) {
    Preview preview;
    preview.attribution = toArray(map);
    preview.attributionSum = attributionSum ? *attributionSum : sum(preview.attribution);
    if (m_recorder != nullptr) preview.trace = m_recorder->snapshot(m_sums, preview.attribution);
    m_observer.preview(m_run, std::move(preview));
}

}  // namespace sigscope::run
