#pragma once

#include <memory>

#include "engine/api/map_evaluation.h"
#include "engine/compute/compute_context.h"
#include "engine/schedule/scheduler.h"

namespace sigscope::compute {

/// One map measured, on the compute thread: its curves first, which grow, then its numbers one by
/// one. Every event goes to the observer; nothing is thrown.
class EvaluateJob final : public schedule::Task {
public:
    /// `context` outlives the job.
    EvaluateJob(ComputeContext& context, MapEvaluationRequest request,
                std::shared_ptr<MapEvaluationObserver> observer);

    /// In gradients, as other tasks: a picture is half of one.
    [[nodiscard]] double work() const override;
    void run(schedule::TaskId id, const schedule::Turn& turn) override;
    void failed(schedule::TaskId id, std::exception_ptr error) noexcept override;
    void dropped(schedule::TaskId id) noexcept override;

private:
    ComputeContext& m_context;
    MapEvaluationRequest m_request;
    std::shared_ptr<MapEvaluationObserver> m_observer;
};

}  // namespace sigscope::compute
