#pragma once

#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/model_caches.h"

namespace sigscope::app {

/// `sigscope models`: one block for each model of the program, with where its weights were found,
/// and one for each that is in the user's caches.
[[nodiscard]] std::string modelsReport(const Catalogue& catalogue,
                                       const std::vector<CachedModel>& cached);

/// `sigscope methods`: each method with a table of its parameters.
[[nodiscard]] std::string methodsReport(const Catalogue& catalogue);

}  // namespace sigscope::app
