#pragma once

#include <memory>
#include <vector>

#include "engine/api/request_field.h"
#include "engine/api/run_observer.h"
#include "engine/methods/method_registry.h"
#include "engine/run/over_baselines.h"
#include "engine/run/preparation.h"
#include "engine/run/run_reporter.h"
#include "engine/run/workshop.h"
#include "engine/schedule/scheduler.h"

namespace sigscope::run {

/// One explanation from request to result, on the compute thread. Every event goes to the observer,
/// the last one being completed, cancelled, failed or preprocessingWanted; nothing is thrown.
class ExplainJob final : public schedule::Task {
public:
    /// The workshop, the registry and the fields must outlive the job.
    ExplainJob(Workshop& workshop, const methods::MethodRegistry& registry,
               const std::vector<RequestField>& fields, ExplainRequest request,
               std::shared_ptr<RunObserver> observer);

    /// Gradients, at most; 0 of a request that makes no sense, which is said at once.
    [[nodiscard]] double work() const override;
    void run(schedule::TaskId id, const schedule::Turn& turn) override;
    void failed(schedule::TaskId id, std::exception_ptr error) noexcept override;
    void dropped(schedule::TaskId id) noexcept override;

private:
    void explain(const methods::Method& method, const schedule::Turn& turn);
    /// Reports the run as cancelled before there was anything of it.
    void drop() const { m_observer->cancelled(m_run, nullptr); }
    /// From one baseline after the other, until it is stopped.
    [[nodiscard]] OverBaselines integrate(const Preparation& preparation,
                                          const methods::Method& method, RunReporter& reporter,
                                          const integration::RunContext& context) const;
    [[nodiscard]] std::shared_ptr<Explanation> conclude(const Preparation& preparation,
                                                        const OverBaselines& result) const;

    Workshop& m_workshop;
    const methods::MethodRegistry& m_registry;
    const std::vector<RequestField>& m_fields;
    RunId m_run = 0;
    ExplainRequest m_request;
    std::shared_ptr<RunObserver> m_observer;
};

}  // namespace sigscope::run
