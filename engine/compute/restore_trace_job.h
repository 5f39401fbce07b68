#pragma once

#include <functional>
#include <memory>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"
#include "engine/compute/compute_context.h"
#include "engine/methods/method_registry.h"
#include "engine/schedule/scheduler.h"

namespace sigscope::compute {

/// Makes the path of a result that was read from a file anew: see Engine::restoreTrace().
class RestoreTraceJob final : public schedule::Task {
public:
    /// Hears of it once, on the compute thread, or on that of who drops it.
    using Told = std::function<void(std::shared_ptr<const PathTrace>)>;

    /// `context` and `methods` outlive the job.
    RestoreTraceJob(ComputeContext& context, const methods::MethodRegistry& methods,
                    ExplainRequest request, std::shared_ptr<const Explanation> result, Told told);

    [[nodiscard]] double work() const override { return 0; }  ///< No evaluation.
    void run(schedule::TaskId id, const schedule::Turn& turn) override;
    void failed(schedule::TaskId id, std::exception_ptr error) noexcept override;
    void dropped(schedule::TaskId id) noexcept override;

private:
    [[nodiscard]] std::shared_ptr<const PathTrace> restore() const;

    ComputeContext& m_context;
    const methods::MethodRegistry& m_methods;
    ExplainRequest m_request;
    std::shared_ptr<const Explanation> m_result;
    Told m_told;
};

}  // namespace sigscope::compute
