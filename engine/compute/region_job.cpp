#include "engine/compute/region_job.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/compute/preparation.h"
#include "engine/error.h"
#include "engine/error_message.h"
#include "engine/problem/gradients.h"

namespace sigscope::compute {

namespace {

/// The region's pixels of [3, H, W], in place. Throws Error where it does not lie within.
at::Tensor pixelsOf(const at::Tensor& picture, const Region& region) {
    if (!isWithin(region, static_cast<int>(picture.size(2)), static_cast<int>(picture.size(1))))
        throw Error("region " + region.name + ": does not lie within the picture");
    return picture.narrow(1, region.top, region.height).narrow(2, region.left, region.width);
}

}  // namespace

RegionJob::RegionJob(ComputeContext& context, const methods::MethodRegistry& methods,
                     ExplainRequest request, Region region, Told told)
    : m_context(context),
      m_methods(methods),
      m_request(std::move(request)),
      m_region(std::move(region)),
      m_told(std::move(told)) {}

void RegionJob::run(schedule::TaskId, const schedule::Turn& turn) {
    if (turn.isOver()) return m_told(Failure{"cancelled"});
    m_request.objective = objectiveOf(&m_methods.find(m_request.method).spec, m_request.objective);
    const Problem problem = prepare(m_request, m_context).problem;
    const at::Tensor filled = problem.input.clone();
    pixelsOf(filled, m_region).copy_(pixelsOf(problem.baseline, m_region));
    m_told(evaluateValues(problem, filled.unsqueeze(0)).front());
}

void RegionJob::failed(schedule::TaskId, std::exception_ptr error) noexcept {
    try {
        std::rethrow_exception(error);
    } catch (...) {
        m_told(Failure{currentErrorMessage()});
    }
}

void RegionJob::dropped(schedule::TaskId) noexcept {
    m_told(Failure{"cancelled"});
}

}  // namespace sigscope::compute
