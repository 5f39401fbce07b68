#pragma once

#include <memory>
#include <stop_token>

#include "engine/api/explain_request.h"
#include "engine/api/run_observer.h"
#include "engine/methods/method_registry.h"
#include "engine/run/over_baselines.h"
#include "engine/run/preparation.h"
#include "engine/run/run_reporter.h"
#include "engine/run/workshop.h"

namespace sigscope::run {

/// One explanation from request to result, on the compute thread. Every event goes to the observer,
/// the last one being completed, cancelled, failed or preprocessingWanted; nothing is thrown.
class ExplainJob {
public:
    ExplainJob(RunId run, ExplainRequest request, std::shared_ptr<RunObserver> observer);

    [[nodiscard]] RunId id() const { return m_run; }

    void run(Workshop& workshop, const methods::MethodRegistry& registry, std::stop_token stop);

    /// Reports the run as cancelled before it began.
    void drop();

private:
    void explain(Workshop& workshop, const methods::Method& method, std::stop_token stop);
    /// From one baseline after the other, until it is stopped.
    [[nodiscard]] OverBaselines integrate(const Preparation& preparation,
                                          const methods::Method& method, Workshop& workshop,
                                          RunReporter& reporter,
                                          const integration::RunContext& context) const;
    [[nodiscard]] std::shared_ptr<Explanation> conclude(const Preparation& preparation,
                                                        const OverBaselines& result) const;

    RunId m_run;
    ExplainRequest m_request;
    std::shared_ptr<RunObserver> m_observer;
};

}  // namespace sigscope::run
