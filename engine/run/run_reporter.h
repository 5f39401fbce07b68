#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/run_observer.h"
#include "engine/integration/observer.h"
#include "engine/run/trace_recorder.h"

namespace sigscope::run {

/// Turns what an integration reports into the events of a run, and feeds the trace.
class RunReporter final : public integration::Observer {
public:
    /// `recorder` may be null: then nothing is traced. Both outlive the reporter.
    RunReporter(RunId run, RunObserver& observer, TraceRecorder* recorder, int evaluations);

    void stage(Stage stage) override;
    void searched(int step, int total) override;
    void planned(const integration::Schedule& schedule, integration::RuleWeights weights,
                 const integration::Course& course) override;
    void evaluated(const integration::EvaluatedNode& node) override;
    void intervalClosed(int index, const at::Tensor& contribution) override;
    void advanced(const integration::Accumulator& accumulator, double secondsPerPoint) override;
    void searching(integration::Direction direction, const at::Tensor& baseline) override;
    void reached(const integration::Waypoint& waypoint) override;

    [[nodiscard]] int evaluations() const { return m_evaluations; }

    /// ΣA up to each node, by position along the path.
    [[nodiscard]] const std::vector<double>& accumulatedSums() const { return m_sums; }

    /// The trace that ends in the explanation's map; null if nothing is traced.
    [[nodiscard]] std::shared_ptr<const PathTrace> finishedTrace(
        const Explanation& explanation) const;

private:
    [[nodiscard]] double secondsOfStage() const;
    /// ΣA up to the nodes of a search, by ascending α.
    void noteSum(const integration::Waypoint& waypoint);
    /// Whether a window would show one: 30 a second; notes that it is sent.
    [[nodiscard]] bool previewIsDue();
    void sendPreview(const at::Tensor& map, std::optional<double> attributionSum);

    RunId m_run;
    RunObserver& m_observer;
    TraceRecorder* m_recorder;
    int m_total;
    int m_evaluations = 0;
    std::vector<PathNode> m_unsent;
    std::vector<double> m_sums;  ///< ΣA up to each node there is.
    std::optional<std::chrono::steady_clock::time_point> m_lastPreview;
    std::chrono::steady_clock::time_point m_stageBegin;
    integration::Direction m_direction = integration::Direction::FromStart;
};

}  // namespace sigscope::run
