#include "engine/compute/run_reporter.h"

#include <cmath>
#include <utility>

#include "engine/api/attribution_map.h"
#include "engine/integration/accumulator.h"
#include "engine/problem/array_tensor.h"

namespace sigscope::compute {

RunReporter::RunReporter(RunId run, RunObserver& observer, trace::TraceRecorder* recorder,
                         RunExtent extent)
    : m_run(run),
      m_observer(observer),
      m_recorder(recorder),
      m_extent(extent),
      m_total(extent.evaluations) {
    if (extent.momentBytes > 0) m_moments.emplace(extent.momentBytes);
}

void RunReporter::stage(Stage stage) {
    Progress progress{stage, 0, 0, std::nullopt};
    if (stage == Stage::Integrate) {
        progress.step = m_evaluations;
        progress.total = m_total;
    }
    m_inStage = {};
    m_observer.progress(m_run, progress);
}

void RunReporter::searched(int step, int total) {
    Progress progress{Stage::Search, step, total, std::nullopt};
    if (step > 0) progress.eta = m_inStage.seconds() * (total - step) / step;
    m_observer.progress(m_run, progress);
}

void RunReporter::planned(const integration::NodesAhead& nodes, integration::RuleWeights weights,
                          const integration::Parametrisation& parametrisation) {
    if (m_recorder != nullptr && isFirst()) m_recorder->planned(nodes, weights, parametrisation);
}

void RunReporter::evaluated(const integration::EvaluatedNode& node) {
    if (node.gradient.defined()) ++m_evaluations;
    if (!isFirst()) return;
    m_unsent.push_back(node.node);
    if (m_recorder != nullptr) m_recorder->evaluated(node);
}

void RunReporter::intervalClosed(double left, const at::Tensor& contribution) {
    if (m_recorder != nullptr && isFirst()) m_recorder->intervalClosed(left, contribution);
}

void RunReporter::advanced(const integration::Accumulator& accumulator,
                           const integration::Remaining& remaining) {
    if (isFirst()) {
        m_sums = accumulator.accumulatedSums();
        sendNodes(std::exchange(m_unsent, {}));
    }
    const int integrationsLeft = m_extent.integrations - m_integration;
    Progress progress{Stage::Integrate, m_evaluations, 0, std::nullopt};
    if (isFirst()) progress.mapError = accumulator.relativeError();
    if (remaining.expectedNodes)
        m_total = m_evaluationsBefore + integrationsLeft * *remaining.expectedNodes;
    if (m_total > 0) {
        progress.total = m_total;
        progress.eta = (m_total - m_evaluations) * remaining.secondsPerPoint;
    }
    m_observer.progress(m_run, progress);
    if (!isFirst() || accumulator.nodeCount() < 2 || !previewIsDue()) return;
    const at::Tensor map = accumulator.total();
    sendPreview(map, map.sum().item<double>());
}

void RunReporter::searching(integration::Direction direction, const at::Tensor& baseline) {
    if (!isFirst()) return;
    m_direction = direction;
    m_inSearch = {};
    if (m_recorder != nullptr) m_recorder->searching(direction, baseline);
}

void RunReporter::reached(const integration::Waypoint& waypoint) {
    m_evaluations = m_evaluationsBefore + waypoint.evaluations;
    if (isFirst()) {
        noteSum(waypoint);
        if (m_recorder != nullptr) m_recorder->reached(waypoint);
        sendNodes({waypoint.node});
    }
    sendSearchProgress((m_integration + waypoint.share) / m_extent.integrations);
    if (isFirst() && m_sums.size() >= 2 && previewIsDue()) sendPreview(waypoint.map, waypoint.sum);
}

void RunReporter::moment(const integration::Moment& moment) {
    if (keepsMoments()) m_moments->add(moment);
}

std::shared_ptr<const MapMoments> RunReporter::moments(const Array& result) const {
    return m_moments ? m_moments->moments(result) : nullptr;
}

void RunReporter::sendNodes(const std::vector<PathNode>& nodes) {
    if (m_extent.path == PathUse::Along) m_observer.nodes(m_run, nodes);
}

void RunReporter::sendSearchProgress(double share) {
    if (share > 0) m_total = static_cast<int>(std::lround(m_evaluations / share));
    Progress progress{Stage::Integrate, m_evaluations, m_total, std::nullopt};
    if (share > 0) progress.eta = m_inSearch.seconds() * (1 - share) / share;
    m_observer.progress(m_run, progress);
}

void RunReporter::firstDone(const at::Tensor& map, bool complete) {
    if (m_recorder == nullptr) return;
    m_trace = complete ? m_recorder->finished(m_sums, toArray(map))
                       : m_recorder->snapshot(m_sums, toArray(map));
}

void RunReporter::beginNext(const at::Tensor& mean) {
    ++m_integration;
    m_evaluationsBefore = m_evaluations;
    Preview preview;
    preview.attribution = toArray(mean);
    preview.attributionSum = sum(preview.attribution);
    preview.trace = m_trace;
    preview.baselinesDone = m_integration;
    m_observer.preview(m_run, std::move(preview));
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

void RunReporter::sendPreview(const at::Tensor& map, double attributionSum) {
    Preview preview;
    preview.attribution = toArray(map);
    preview.attributionSum = attributionSum;
    if (m_recorder != nullptr) preview.trace = m_recorder->snapshot(m_sums, preview.attribution);
    m_observer.preview(m_run, std::move(preview));
}

}  // namespace sigscope::compute
