#pragma once

#include "engine/api/explain_request.h"
#include "engine/api/run_observer.h"
#include "engine/methods/method.h"
#include "engine/run/cost_book.h"
#include "engine/run/preparation.h"

namespace sigscope::run {

/// What a run will take, known before its first gradient.
[[nodiscard]] Plan planFor(const ExplainRequest& request, const Preparation& preparation,
                           const methods::Demand& demand, const Cost& cost);

}  // namespace sigscope::run
