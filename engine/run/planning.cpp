#include "engine/run/planning.h"

#include <algorithm>

#include "engine/run/trace_recorder.h"
#include "engine/run/waypoint_recorder.h"

namespace sigscope::run {

namespace {

/// Of a trace of at most `budget` bytes.
std::int64_t traceBytes(const methods::Demand& demand, std::int64_t mapBytes, std::int64_t budget) {
    if (demand.traced == methods::Traced::Nothing) return 0;
    if (demand.traced == methods::Traced::Nodes)
        return layOut({demand.evaluations, demand.exact}, mapBytes, budget).bytes;
    const std::int64_t waypoints =
        std::min<std::int64_t>(mostWaypoints(mapBytes, budget), demand.evaluations);
    return 2 * waypoints * mapBytes;
}

}  // namespace

Plan planFor(const ExplainRequest& request, const Preparation& preparation,
             const methods::Demand& demand, const Cost& cost) {
    const auto integrations = static_cast<int>(preparation.baselines.size());
    const at::Tensor& input = preparation.problem.input;
    const auto inputBytes = static_cast<std::int64_t>(input.nbytes());
    const int batch = std::min({mostPointsOf(cost, input), demand.evaluations, demand.atOnce});
    // x, x', Δ, its decomposition, the float64 sums, and the map as it is handed over; over several
    // baselines also the float64 mean and squares, and what these are updated by.
    const std::int64_t fixedBytes = (integrations > 1 ? 22 : 12) * inputBytes;
    Plan plan;
    plan.evaluations = demand.evaluations * integrations;
    plan.exact = demand.exact;
    plan.microBatch = batch;
    // The autoencoder works between the micro-batches.
    plan.peakBytes =
        std::max(batchBytes(cost, input, batch), cost.latentBytes) + demand.heldBytes + fixedBytes;
    if (request.tracing == Tracing::Path)
        plan.peakBytes += traceBytes(
            demand, static_cast<std::int64_t>(input.numel() * sizeof(float)), request.traceBudget);
    if (cost.secondsPerPoint && plan.exact) plan.seconds = plan.evaluations * *cost.secondsPerPoint;
    return plan;
}

}  // namespace sigscope::run
