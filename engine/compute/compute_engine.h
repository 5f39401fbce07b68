#pragma once

#include "engine/api/engine.h"
#include "engine/api/request_field.h"
#include "engine/compute/compute_context.h"
#include "engine/compute/explain_job.h"
#include "engine/compute/forecaster.h"
#include "engine/methods/method_registry.h"
#include "engine/schedule/scheduler.h"
#include "engine/store/memory_results.h"

namespace sigscope::compute {

/// All that can be asked for, with these methods.
[[nodiscard]] Catalogue catalogueOf(const methods::MethodRegistry& methods);

/// The engine: requests become tasks of a scheduler.
class ComputeEngine final : public Engine {
public:
    ComputeEngine(methods::MethodRegistry methods, const EngineOptions& options);

    [[nodiscard]] const Catalogue& catalogue() const override { return m_catalogue; }
    RunId submit(ExplainRequest request, std::shared_ptr<RunObserver> observer,
                 Lane lane = Lane::Foreground) override;
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
        return m_forecaster.forecast(request);
    }
    [[nodiscard]] ResultStore& results() override { return m_results; }
    void cancel(RunId run) override { m_scheduler.cancel(run); }
    void pause(RunId run) override { m_scheduler.pause(run); }
    void resume(RunId run) override { m_scheduler.resume(run); }
    void prefer(RunId run) override { m_scheduler.prefer(run); }

private:
    [[nodiscard]] JobContext jobContext();

    methods::MethodRegistry m_methods;
    Catalogue m_catalogue;
    std::vector<RequestField> m_fields;
    store::MemoryResults m_results;
    Forecaster m_forecaster;
    ComputeContext m_context;  ///< Of whoever has the scheduler's turn.
    schedule::Scheduler m_scheduler;
};

}  // namespace sigscope::compute
