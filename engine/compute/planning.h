#pragma once

#include "engine/api/explain_request.h"
#include "engine/api/run_observer.h"
#include "engine/compute/cost_model.h"
#include "engine/compute/preparation.h"
#include "engine/methods/method.h"

namespace sigscope::compute {

/// What a run will take, known before its first gradient.
[[nodiscard]] Plan planFor(const ExplainRequest& request, const Preparation& preparation,
                           const methods::ResourceEstimate& estimate, const Cost& cost);

}  // namespace sigscope::compute
