#pragma once

#include <string>

#include "engine/api/catalogue.h"

namespace sigscope::app {

/// `sigscope models`: one block for each model, with where its weights were found.
[[nodiscard]] std::string modelsReport(const Catalogue& catalogue);

/// `sigscope methods`: each method with a table of its parameters.
[[nodiscard]] std::string methodsReport(const Catalogue& catalogue);

}  // namespace sigscope::app
