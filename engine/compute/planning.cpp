#include "engine/compute/planning.h"

#include <algorithm>

#include "engine/trace/trace_recorder.h"
#include "engine/trace/waypoint_recorder.h"

namespace sigscope::compute {

namespace {

/// Of a trace of at most `budget` bytes.
std::int64_t traceBytes(const methods::ResourceEstimate& estimate, std::int64_t mapBytes,
                        std::int64_t budget) {
    if (estimate.traced == methods::Traced::Nothing) return 0;
    if (estimate.traced == methods::Traced::Nodes)
        return trace::layOut({estimate.evaluations, estimate.exact}, mapBytes, budget).bytes;
    const std::int64_t waypoints =
        std::min<std::int64_t>(trace::mostWaypoints(mapBytes, budget), estimate.evaluations);
    return 2 * waypoints * mapBytes;
}

}  // namespace

Plan planFor(const ExplainRequest& request, const Preparation& preparation,
             const methods::ResourceEstimate& estimate, const Cost& cost) {
    const auto integrations = static_cast<int>(preparation.baselines.size());
    const at::Tensor& input = preparation.problem.input;
    const auto inputBytes = static_cast<std::int64_t>(input.nbytes());
    const int batch = std::min({mostPointsOf(cost, input), estimate.evaluations, estimate.atOnce});
    // x, x', Δ, its decomposition, the float64 sums, and the map as it is handed over; over several
    // baselines also the float64 mean and squares, and what these are updated by.
    const std::int64_t fixedBytes = (integrations > 1 ? 22 : 12) * inputBytes;
    Plan plan;
    plan.evaluations = estimate.evaluations * integrations;
    plan.exact = estimate.exact;
    plan.microBatch = batch;
    // Other networks work between the micro-batches.
    plan.peakBytes = std::max(batchBytes(cost, input, batch), cost.auxiliaryBytes) +
                     estimate.heldBytes + fixedBytes;
    if (request.tracing == Tracing::Path)
        plan.peakBytes +=
            traceBytes(estimate, static_cast<std::int64_t>(input.numel() * sizeof(float)),
                       request.traceBudget);
    const std::optional<double> seconds = cost.secondsPer(estimate.evaluation);
    if (seconds && plan.exact) plan.seconds = plan.evaluations * *seconds;
    return plan;
}

}  // namespace sigscope::compute
