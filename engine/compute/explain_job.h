#pragma once

#include <memory>
#include <vector>

#include "engine/api/request_field.h"
#include "engine/api/run_observer.h"
#include "engine/compute/compute_context.h"
#include "engine/compute/forecaster.h"
#include "engine/compute/over_baselines.h"
#include "engine/compute/preparation.h"
#include "engine/compute/run_reporter.h"
#include "engine/methods/method_registry.h"
#include "engine/schedule/scheduler.h"
#include "engine/store/memory_results.h"

namespace sigscope::compute {

/// What jobs share; all of it outlives them.
struct JobContext {
    ComputeContext& compute;
    const methods::MethodRegistry& registry;
    const Catalogue& catalogue;
    const std::vector<RequestField>& fields;
    store::MemoryResults& results;
    Forecaster& forecaster;
};

/// One explanation from request to result, on the compute thread. Every event goes to the observer,
/// the last one being completed, cancelled, failed or preprocessingWanted; nothing is thrown.
class ExplainJob final : public schedule::Task {
public:
    ExplainJob(const JobContext& context, ExplainRequest request,
               std::shared_ptr<RunObserver> observer);

    /// Gradients, at most; 0 of a request that makes no sense, which is said at once.
    [[nodiscard]] double work() const override;
    void run(schedule::TaskId id, const schedule::Turn& turn) override;
    void failed(schedule::TaskId id, std::exception_ptr error) noexcept override;
    void dropped(schedule::TaskId id) noexcept override;

private:
    void explain(const methods::Method& method, const schedule::Turn& turn);
    /// What was computed for the same spec, as the result of this run; null where nothing was that
    /// answers the request.
    [[nodiscard]] std::shared_ptr<Explanation> remembered(
        const MethodSpec& method, const Preparation& preparation,
        const integration::BatchSizer& batches) const;
    /// Remembers the result by `key`, as long as the model's `further` files are what they were,
    /// and reports it.
    void finish(store::RequestKey key, std::vector<store::FileState> further, const Plan& plan,
                std::shared_ptr<const Explanation> explanation);
    /// Reports the run as cancelled before there was anything of it.
    void drop() const { m_observer->cancelled(m_run, nullptr); }
    /// From one baseline after the other, until it is stopped.
    [[nodiscard]] OverBaselines integrate(const Preparation& preparation,
                                          const methods::Method& method, RunReporter& reporter,
                                          const integration::RunContext& context) const;
    [[nodiscard]] std::shared_ptr<Explanation> conclude(const MethodSpec& method,
                                                        const Preparation& preparation,
                                                        const OverBaselines& result,
                                                        const RunReporter& reporter) const;

    ComputeContext& m_context;
    const methods::MethodRegistry& m_registry;
    const Catalogue& m_catalogue;
    const std::vector<RequestField>& m_fields;
    store::MemoryResults& m_results;
    Forecaster& m_forecaster;
    RunId m_run = 0;
    ExplainRequest m_request;
    std::shared_ptr<RunObserver> m_observer;
};

}  // namespace sigscope::compute
