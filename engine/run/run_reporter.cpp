#include "engine/run/run_reporter.h"

#include <utility>

#include "engine/api/attribution_map.h"
#include "engine/integration/accumulator.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::run {

RunReporter::RunReporter(RunId run, RunObserver& observer, TraceRecorder* recorder, int evaluations)
    : m_run(run), m_observer(observer), m_recorder(recorder), m_total(evaluations) {}

void RunReporter::stage(Stage stage) {
    const int total = stage == Stage::Integrate ? m_total : 0;
    m_observer.progress(m_run, {stage, 0, total, std::nullopt});
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
    // A window shows 30 frames a second; on a fast device most micro-batches need no preview.
    constexpr std::chrono::milliseconds shortest(33);
    const auto now = std::chrono::steady_clock::now();
    const bool due = !m_lastPreview || now - *m_lastPreview >= shortest;
    if (!due || accumulator.nodeCount() < 2) return;
    m_lastPreview = now;
    sendPreview(accumulator);
}

std::shared_ptr<const PathTrace> RunReporter::finishedTrace(const Explanation& explanation) const {
    if (m_recorder == nullptr) return nullptr;
    return explanation.partial ? m_recorder->snapshot(m_sums, explanation.attribution)
                               : m_recorder->finished(m_sums, explanation.attribution);
}

void RunReporter::sendPreview(const integration::Accumulator& accumulator) {
    Preview preview;
    preview.attribution = toArray(accumulator.total());
    preview.attributionSum = sum(preview.attribution);
    if (m_recorder != nullptr) preview.trace = m_recorder->snapshot(m_sums, preview.attribution);
    m_observer.preview(m_run, std::move(preview));
}

}  // namespace sigscope::run
