#pragma once

#include <ATen/core/Tensor.h>

#include "engine/api/explain_request.h"
#include "engine/compute/compute_context.h"
#include "engine/compute/preparation.h"
#include "engine/integration/batch_sizer.h"
#include "engine/methods/method_registry.h"
#include "engine/schedule/turn.h"

namespace sigscope::compute {

/// Makes maps where nobody looks on: without events, a trace or a recipe.
class BareMaps {
public:
    /// Both outlive it.
    BareMaps(const methods::MethodRegistry& registry, ComputeContext& context,
             integration::BatchPace pace)
        : m_registry(registry), m_context(context), m_pace(pace) {}

    /// A by the request's method, the mean over its baselines: float64, [3, H, W]; undefined once
    /// it was stopped. `preparation` is the request's; its problem may have another network of the
    /// same shape. Throws Error.
    [[nodiscard]] at::Tensor explain(const ExplainRequest& request, const Preparation& preparation,
                                     const schedule::Turn& turn) const;

private:
    const methods::MethodRegistry& m_registry;
    ComputeContext& m_context;
    integration::BatchPace m_pace;
};

}  // namespace sigscope::compute
