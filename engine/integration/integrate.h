#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/integration/batch_sizer.h"
#include "engine/integration/observer.h"
#include "engine/integration/rule.h"
#include "engine/paths/path.h"
#include "engine/paths/spectral/decomposition_cache.h"
#include "engine/problem/auxiliary_inputs.h"
#include "engine/problem/problem.h"
#include "engine/schedule/turn.h"

namespace sigscope::integration {

/// What a method may use of the run it is part of. It knows no thread, no window and no file.
struct RunContext {
    schedule::Turn turn;  ///< Asked between micro-batches.
    Observer& observer;
    BatchSizer& batches;
    std::int64_t memoryBudget = 0;         ///< Bytes of points and gradients held at once.
    AuxiliaryInputs* auxiliary = nullptr;  ///< Null where a method is used without files.
    paths::DecompositionCache* decompositions = nullptr;  ///< Null where runs share none.
};

/// What a method makes.
struct Attribution {
    at::Tensor map;               ///< A: float64, [3, H, W]; undefined with fewer than two nodes.
    std::vector<PathNode> nodes;  ///< By position along the path.
    bool complete = false;        ///< False if it was stopped.
    int copies = 1;               ///< Channels that repeat one value, which ΣA counts once.
    std::optional<ReconstructionError> reconstruction{};  ///< Of a path that an autoencoder draws.
    /// The expected L2 norm of A's error, channels summed; nothing where there is no estimate.
    std::optional<double> error{};
    std::vector<SideNumbers> sideNumbers{};  ///< What the method finds beside A.
    /// What rounding alone may make of a map's L2 norm, channels summed: A is zero if its norm is
    /// no larger. 0 where that was not looked at.
    double rounding = 0;
};

/// Integrates the gradient along `path` from x' to x (Parametrisation says how it is entered).
[[nodiscard]] Attribution integrate(const Problem& problem, const paths::Path& path,
                                    const IntegrationParameters& parameters,
                                    const RunContext& context);

/// What integrate() takes for inputs of `inputBytes`: gradients, and bytes of points, gradients and
/// error estimates held at once; both at most.
struct IntegrationEstimate {
    int evaluations = 0;
    std::int64_t heldBytes = 0;
};
[[nodiscard]] IntegrationEstimate estimateOf(const IntegrationParameters& parameters,
                                             std::int64_t inputBytes, std::int64_t memoryBudget);

}  // namespace sigscope::integration
