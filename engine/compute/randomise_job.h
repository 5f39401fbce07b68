#pragma once

#include <memory>

#include "engine/api/layer_randomisation.h"
#include "engine/compute/explain_job.h"
#include "engine/metrics/metric.h"

namespace sigscope::compute {

/// Model randomisation of one map, on the compute thread: the stages' names first, then map by map.
/// Every event goes to the observer; nothing is thrown.
class RandomiseJob final : public schedule::Task {
public:
    RandomiseJob(const JobContext& context, RandomisationRequest request,
                 std::shared_ptr<RandomisationObserver> observer);

    /// In gradients, at most.
    [[nodiscard]] double work() const override;
    void run(schedule::TaskId id, const schedule::Turn& turn) override;
    void failed(schedule::TaskId id, std::exception_ptr error) noexcept override;
    void dropped(schedule::TaskId id) noexcept override;

private:
    /// Throws Error where the network's layers are not known.
    [[nodiscard]] std::vector<metrics::RandomisedStage> stagesOf(const Preparation& preparation);
    /// The map of a stage with its similarities: what was known, or anew. Throws Stopped.
    [[nodiscard]] RandomisedMap mapOf(const metrics::RandomisedStage& stage,
                                      const Preparation& preparation, const schedule::Turn& turn);

    ComputeContext& m_context;
    const methods::MethodRegistry& m_registry;
    Forecaster& m_forecaster;
    RandomisationRequest m_request;
    std::shared_ptr<RandomisationObserver> m_observer;
};

}  // namespace sigscope::compute
