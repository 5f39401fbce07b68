#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <stop_token>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/integration/batch_sizer.h"
#include "engine/integration/observer.h"
#include "engine/integration/rule.h"
#include "engine/integration/schedule.h"
#include "engine/paths/path.h"
#include "engine/problem/problem.h"
#include "engine/problem/supplies.h"

namespace sigscope::integration {

/// What a method may use of the run it is part of. It knows no thread, no window and no file.
struct RunContext {
    std::stop_token stop;  ///< Asked between micro-batches.
    Observer& observer;
    BatchSizer& batches;
    std::int64_t memoryBudget = 0;  ///< Bytes of points and gradients held at once.
    Supplies* supplies = nullptr;   ///< Null where a method is used without files.
};

/// What a method makes.
struct Attribution {
    at::Tensor map;               ///< A: float64, [3, H, W]; undefined with fewer than two nodes.
    std::vector<PathNode> nodes;  ///< By position along the path.
    bool complete = false;        ///< False if it was stopped.
    int copies = 1;               ///< Channels that repeat one value, which ΣA counts once.
    std::optional<ReconstructionError> reconstruction{};  ///< Of a path that an autoencoder draws.
};

/// Integrates the gradient along `path` from x' to x (Course says how it is entered).
[[nodiscard]] Attribution integrate(const Problem& problem, const paths::Path& path,
                                    const IntegrationParameters& parameters,
                                    const RunContext& context);

/// Bytes of points and gradients that integrate() holds at most, and the schedule it follows, for
/// inputs of `inputBytes`.
struct IntegrationDemand {
    Schedule schedule;
    std::int64_t heldBytes = 0;
};
[[nodiscard]] IntegrationDemand demandOf(const IntegrationParameters& parameters,
                                         std::int64_t inputBytes, std::int64_t memoryBudget);

}  // namespace sigscope::integration
