#pragma once

#include <memory>
#include <vector>

#include "engine/api/catalogue.h"
#include "ui/compare/comparison_runs.h"
#include "ui/evaluate/evaluation_runs.h"

namespace sigscope::ui {

/// The results that can be measured: `result`, which is shown as that of `request` (null: none),
/// and those of a comparison of the same picture; each once, none that was cut short.
[[nodiscard]] std::vector<MapsToEvaluate::Map> evaluableMaps(
    const Catalogue& catalogue, const ExplainRequest& request,
    const std::shared_ptr<const Explanation>& result, const std::vector<ComparedColumn>& columns);

}  // namespace sigscope::ui
