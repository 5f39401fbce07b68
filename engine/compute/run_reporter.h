#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/run_observer.h"
#include "engine/integration/observer.h"
#include "engine/stopwatch.h"
#include "engine/trace/moment_recorder.h"
#include "engine/trace/trace_recorder.h"

namespace sigscope::compute {

/// What a run consists of.
struct RunExtent {
    int evaluations = 0;  ///< Gradients of all its integrations; 0 where it shows on the way.
    int integrations = 1;
    PathUse path = PathUse::Along;
    std::int64_t momentBytes = 0;  ///< Of the maps that are kept of a method without a path.
};

/// Turns what integrations report into the events of a run, and feeds the trace. Nodes and trace
/// are those of the first integration; of further ones only the progress is told. Without a path no
/// nodes are told.
class RunReporter final : public integration::Observer {
public:
    /// `recorder` may be null: then nothing is traced. Both outlive the reporter.
    RunReporter(RunId run, RunObserver& observer, trace::TraceRecorder* recorder, RunExtent extent);

    void stage(Stage stage) override;
    void searched(int step, int total) override;
    void planned(const integration::NodesAhead& nodes, integration::RuleWeights weights,
                 const integration::Parametrisation& parametrisation) override;
    void evaluated(const integration::EvaluatedNode& node) override;
    void intervalClosed(double left, const at::Tensor& contribution) override;
    void advanced(const integration::Accumulator& accumulator,
                  const integration::Remaining& remaining) override;
    void searching(integration::Direction direction, const at::Tensor& baseline) override;
    void reached(const integration::Waypoint& waypoint) override;
    [[nodiscard]] bool keepsMoments() const override { return m_moments && isFirst(); }
    void moment(const integration::Moment& moment) override;

    /// The first integration made `map` [3, H, W]; now there is its trace.
    void firstDone(const at::Tensor& map, bool complete);

    /// The next one begins; `mean` [3, H, W] is what those before it come to.
    void beginNext(const at::Tensor& mean);

    /// Gradients of all integrations.
    [[nodiscard]] int evaluations() const { return m_evaluations; }

    /// ΣA up to each node of the first integration, by position along the path.
    [[nodiscard]] const std::vector<double>& accumulatedSums() const { return m_sums; }

    /// The trace of the first integration, once that is done; null if nothing is traced.
    [[nodiscard]] const std::shared_ptr<const PathTrace>& trace() const { return m_trace; }

    /// What there is to be shown one after another, of which `result` [3, H, W] is one; or null.
    [[nodiscard]] std::shared_ptr<const MapMoments> moments(const Array& result) const;

private:
    /// ΣA up to the nodes of a search, by ascending α.
    void noteSum(const integration::Waypoint& waypoint);
    /// Whether a window would show one: 30 a second; notes that it is sent.
    [[nodiscard]] bool previewIsDue();
    [[nodiscard]] bool isFirst() const { return m_integration == 0; }
    /// To whoever draws f along the path.
    void sendNodes(const std::vector<PathNode>& nodes);
    /// `share` of the whole run is done.
    void sendSearchProgress(double share);
    void sendPreview(const at::Tensor& map, double attributionSum);

    RunId m_run;
    RunObserver& m_observer;
    trace::TraceRecorder* m_recorder;
    RunExtent m_extent;
    std::optional<trace::MomentRecorder> m_moments;  ///< Nothing if none are kept.
    int m_total = 0;        ///< Gradients of all integrations, as last judged; 0 where not known.
    int m_integration = 0;  ///< The one that is on.
    int m_evaluationsBefore = 0;  ///< Of those before it.
    int m_evaluations = 0;
    std::shared_ptr<const PathTrace> m_trace;
    std::vector<PathNode> m_unsent;
    std::vector<double> m_sums;  ///< ΣA up to each node there is.
    std::optional<std::chrono::steady_clock::time_point> m_lastPreview;
    Stopwatch m_inStage;
    Stopwatch m_inSearch;  ///< Of the first integration.
    integration::Direction m_direction = integration::Direction::FromStart;
};

}  // namespace sigscope::compute
