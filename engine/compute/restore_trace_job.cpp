#include "engine/compute/restore_trace_job.h"

#include <utility>

#include "engine/models/preprocessing_parameters.h"
#include "engine/problem/array_tensor.h"
#include "engine/problem/problem.h"
#include "engine/trace/restored_trace.h"

namespace sigscope::compute {

RestoreTraceJob::RestoreTraceJob(ComputeContext& context, const methods::MethodRegistry& methods,
                                 ExplainRequest request, std::shared_ptr<const Explanation> result,
                                 Told told)
    : m_context(context),
      m_methods(methods),
      m_request(std::move(request)),
      m_result(std::move(result)),
      m_told(std::move(told)) {}

void RestoreTraceJob::run(schedule::TaskId, const schedule::Turn& turn) {
    m_told(turn.isOver() ? nullptr : restore());
}

std::shared_ptr<const PathTrace> RestoreTraceJob::restore() const {
    const methods::Method& method = m_methods.find(m_request.method);
    // Without its preprocessing a recipe does not tell the picture's colours.
    if (!method.path || !m_result->pathMaps || m_request.preprocessing.empty()) return nullptr;
    method.requireSense(m_request.parameters);
    Problem problem;
    problem.input = toTensor(m_result->input);
    problem.baseline = toTensor(m_result->baseline);
    const auto path = method.path(problem, m_request.parameters, &m_context.decompositions());
    return trace::restoredTrace(*path, models::withValues({}, m_request.preprocessing), *m_result);
}

void RestoreTraceJob::failed(schedule::TaskId, std::exception_ptr) noexcept {
    m_told(nullptr);
}

void RestoreTraceJob::dropped(schedule::TaskId) noexcept {
    m_told(nullptr);
}

}  // namespace sigscope::compute
