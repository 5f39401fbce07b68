#pragma once

#include <functional>

#include "engine/api/outcome.h"
#include "engine/api/region.h"
#include "engine/compute/compute_context.h"
#include "engine/methods/method_registry.h"
#include "engine/schedule/scheduler.h"

namespace sigscope::compute {

/// f of a picture with a region filled with the baseline: one evaluation.
class RegionJob final : public schedule::Task {
public:
    /// Hears of it once, on the compute thread, or on that of who drops it.
    using Told = std::function<void(const Outcome<double>&)>;

    /// `context` and `methods` outlive the job.
    RegionJob(ComputeContext& context, const methods::MethodRegistry& methods,
              ExplainRequest request, Region region, Told told);

    [[nodiscard]] double work() const override { return 1; }
    void run(schedule::TaskId id, const schedule::Turn& turn) override;
    void failed(schedule::TaskId id, std::exception_ptr error) noexcept override;
    void dropped(schedule::TaskId id) noexcept override;

private:
    ComputeContext& m_context;
    const methods::MethodRegistry& m_methods;
    ExplainRequest m_request;
    Region m_region;
    Told m_told;
};

}  // namespace sigscope::compute
