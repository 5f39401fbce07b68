#pragma once

#include <functional>
#include <vector>

#include "engine/api/engine.h"
#include "engine/store/memory_results.h"
#include "tests/support/fake_trace.h"

namespace sigscope::test {

/// An engine that computes nothing: it remembers what was asked for, and a test says when each
/// run's events are delivered, those of replaced runs too. Without Torch and without a thread.
class FakeEngine final : public Engine {
public:
    struct Run {
        RunId id = 0;
        ExplainRequest request;
        std::shared_ptr<RunObserver> observer;
        store::RequestKey key;
    };

    /// A region that was to be filled.
    struct Fill {
        ExplainRequest request;
        Region region;
        std::function<void(const Outcome<double>&)> told;
    };

    /// The path of a result from a file that was to be made anew.
    struct AskedPath {
        std::shared_ptr<const Explanation> result;
        std::function<void(std::shared_ptr<const PathTrace>)> told;
    };

    /// Pictures of `side` × `side` pixels.
    explicit FakeEngine(int side = 32);

    [[nodiscard]] const Catalogue& catalogue() const override { return m_catalogue; }
    RunId submit(ExplainRequest request, std::shared_ptr<RunObserver> observer, Lane lane) override;
    RunId computeSurface(SurfaceRequest request,
                         std::shared_ptr<SurfaceObserver> observer) override;
    RunId submit(MapEvaluationRequest request,
                 std::shared_ptr<MapEvaluationObserver> observer) override;
    RunId randomiseLayers(RandomisationRequest request,
                          std::shared_ptr<RandomisationObserver> observer) override;
    RunId fillRegion(ExplainRequest request, Region region,
                     std::function<void(const Outcome<double>&)> told) override;
    RunId restoreTrace(ExplainRequest request, std::shared_ptr<const Explanation> result,
                       std::function<void(std::shared_ptr<const PathTrace>)> told) override;
    [[nodiscard]] Forecast forecast(const ExplainRequest& request) const override {
        return m_forecast ? m_forecast(request) : Forecast();
    }
    [[nodiscard]] ResultStore& results() override { return *m_results; }
    void cancel(RunId run) override;
    void pause(RunId run) override { m_paused.push_back(run); }
    void resume(RunId run) override { std::erase(m_paused, run); }
    void prefer(RunId run) override { m_preferred = run; }

    /// A surface that was asked for; its id is not among those of runs.
    struct SurfaceTask {
        RunId id = 0;
        SurfaceRequest request;
        std::shared_ptr<SurfaceObserver> observer;
    };
    [[nodiscard]] const std::vector<SurfaceTask>& surfaces() const { return m_surfaces; }
    void deliverSurface(std::size_t index);

    /// Remembers results within that many bytes from now on, and none of before.
    void setResultBudget(std::int64_t bytes);

    /// What runs are foretold to take from now on.
    void setForecast(std::function<Forecast(const ExplainRequest&)> forecast) {
        m_forecast = std::move(forecast);
    }

    /// To be changed before a window is made.
    Catalogue& editCatalogue() { return m_catalogue; }

    /// Changes the scenes of the runs from now on.
    void editScenes(std::function<void(Scene&)> edit) { m_editScene = std::move(edit); }
    /// By how much ΣA exceeds the change of f in results from now on.
    void setExcess(double excess) { m_excess = excess; }

    /// The estimated error of maps in results from now on.
    void setMapError(double error) { m_mapError = error; }
    /// What results without a path can show one after another, from now on.
    void setMoments(std::shared_ptr<const MapMoments> moments) { m_moments = std::move(moments); }

    /// What maps say nothing for, in results from now on.
    void setEmptiness(Emptiness emptiness) { m_emptiness = emptiness; }

    [[nodiscard]] const std::vector<Run>& runs() const { return m_runs; }
    [[nodiscard]] const std::vector<RunId>& cancelled() const { return m_cancelled; }
    /// Runs that wait to be resumed.
    [[nodiscard]] const std::vector<RunId>& paused() const { return m_paused; }
    /// The run that is to go first; 0 before one was.
    [[nodiscard]] RunId preferred() const { return m_preferred; }
    [[nodiscard]] const std::vector<Fill>& fills() const { return m_fills; }
    [[nodiscard]] const std::vector<AskedPath>& askedPaths() const { return m_askedPaths; }
    /// Answers with a path of as many nodes as the result has; with none.
    void deliverPath(std::size_t index);
    void deliverNoPath(std::size_t index) { m_askedPaths.at(index).told(nullptr); }
    [[nodiscard]] RunId newest() const { return m_runs.size(); }

    /// `seconds`: what the plan predicts.
    void deliverStarted(RunId run, std::optional<double> seconds = 5.2);
    void deliverProgress(RunId run, int step, int total, double eta = 1.6);
    /// `count` equally spaced nodes.
    void deliverNodes(RunId run, int count);
    /// A preview whose trace has `count` nodes.
    void deliverPreview(RunId run, int count);
    /// A preview of a run that keeps no trace: the map alone.
    void deliverStillPreview(RunId run);
    /// A preview of several baselines, of which `done` are done: half of the path's map.
    void deliverMean(RunId run, int done);
    void deliverCompleted(RunId run, int count = 17);
    void deliverCancelled(RunId run, int count);
    /// Cancelled before there were two nodes.
    void deliverCancelledEmpty(RunId run);
    void deliverFailed(RunId run, const std::string& message,
                       FailureCause cause = FailureCause::Input);
    void deliverQuestion(RunId run, const PreprocessingQuestion& question);
    void deliverQuestion(RunId run, const OutputQuestion& question);

    /// A map that was to be measured; numbered apart from runs.
    struct AskedEvaluation {
        RunId id = 0;
        MapEvaluationRequest request;
        std::shared_ptr<MapEvaluationObserver> observer;
    };
    [[nodiscard]] const std::vector<AskedEvaluation>& evaluations() const { return m_evaluations; }

    /// A map whose network's layers were to be randomised; numbered apart, too.
    struct AskedRandomisation {
        RunId id = 0;
        RandomisationRequest request;
        std::shared_ptr<RandomisationObserver> observer;
    };
    [[nodiscard]] const std::vector<AskedRandomisation>& randomisations() const {
        return m_randomisations;
    }

    /// What the window should show of that run.
    [[nodiscard]] const FakeSubject& subject(RunId run);

private:
    std::shared_ptr<const FakeSubject> subjectOf(RunId run);
    std::shared_ptr<Explanation> explanationOf(RunId run, int count);
    [[nodiscard]] static Plan plan() { return {129, true, 200 << 20, 4, 5.2}; }
    [[nodiscard]] FakeTrace::Kind kindOf(RunId run) const;
    RunObserver& observer(RunId run) { return *m_runs.at(run - 1).observer; }

    int m_side;
    std::function<void(Scene&)> m_editScene;
    std::function<Forecast(const ExplainRequest&)> m_forecast;
    double m_excess = 0;
    std::optional<double> m_mapError;
    Emptiness m_emptiness = Emptiness::None;
    std::shared_ptr<const MapMoments> m_moments;
    Catalogue m_catalogue;
    std::unique_ptr<store::MemoryResults> m_results;
    std::vector<Run> m_runs;
    std::vector<SurfaceTask> m_surfaces;
    std::vector<AskedEvaluation> m_evaluations;
    std::vector<AskedRandomisation> m_randomisations;
    std::vector<Fill> m_fills;
    std::vector<AskedPath> m_askedPaths;
    std::vector<RunId> m_cancelled;
    std::vector<RunId> m_paused;
    RunId m_preferred = 0;
    std::map<RunId, std::shared_ptr<const FakeSubject>> m_subjects;
};

}  // namespace sigscope::test
