#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/api/catalogue.h"
#include "engine/api/comparison.h"

namespace sigscope::app {

/// `columns`, for each its title, method, model and baseline and the keys of `explain --json`, or
/// `error`, why it has no map; and `correlation`, the matrix of rank correlations (null where there
/// is none).
[[nodiscard]] nlohmann::ordered_json compareJson(const Comparison& comparison,
                                                 const Catalogue& catalogue);

/// The same for a person: a table of the columns and one of the correlations.
[[nodiscard]] std::string compareSummary(const Comparison& comparison);

}  // namespace sigscope::app
