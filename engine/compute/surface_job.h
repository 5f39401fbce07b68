#pragma once

#include <memory>

#include "engine/api/surface_events.h"
#include "engine/compute/explain_job.h"
#include "engine/paths/path_plane.h"

namespace sigscope::compute {

/// f over the plane that a path spans, on the compute thread: the grid and both paths in
/// micro-batches. Every event goes to the observer; nothing is thrown.
class SurfaceJob final : public schedule::Task {
public:
    SurfaceJob(const JobContext& context, SurfaceRequest request,
               std::shared_ptr<SurfaceObserver> observer);

    /// In gradients, of which an evaluation of f takes about a third.
    [[nodiscard]] double work() const override;
    void run(schedule::TaskId id, const schedule::Turn& turn) override;
    void failed(schedule::TaskId id, std::exception_ptr error) noexcept override;
    void dropped(schedule::TaskId id) noexcept override;

private:
    /// The method of the request; throws Error where it or the request makes no sense.
    [[nodiscard]] const methods::Method& checkedMethod() const;
    /// Null if it was stopped.
    [[nodiscard]] std::shared_ptr<Surface> compute(const methods::Method& method,
                                                   const schedule::Turn& turn);
    /// Where the grid and the paths lie; f is left empty.
    [[nodiscard]] std::shared_ptr<Surface> layOut(const paths::PathPlane& plane,
                                                  const paths::Path& straight,
                                                  const paths::Path& path) const;

    ComputeContext& m_context;
    const methods::MethodRegistry& m_registry;
    const std::vector<RequestField>& m_fields;
    SurfaceRequest m_request;
    std::shared_ptr<SurfaceObserver> m_observer;
};

}  // namespace sigscope::compute
