#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/evaluate_options.h"
#include "app/exit_status.h"
#include "engine/api/catalogue.h"

namespace sigscope::app {

/// Measures maps, writes the tables and prints one. There must be no Engine meanwhile.
[[nodiscard]] ExitStatus runEvaluate(EvaluateOptions options, const Catalogue& catalogue);

/// The rows, as objects, where numbers that are not there are null, and by which definitions the
/// metrics were taken: "mask-iou": "--support mass ...".
[[nodiscard]] nlohmann::ordered_json evaluationJson(const Evaluation& evaluation,
                                                    const EvaluationRequest& request);

}  // namespace sigscope::app
