#pragma once

#include <vector>

#include "engine/api/comparison.h"
#include "engine/api/engine.h"
#include "engine/api/outcome.h"

namespace sigscope::app {

/// Milliseconds from opening a session's file of `results`, which all have an explanation, to a new
/// window having painted them all. Needs a QApplication. Failures say why there was no such file,
/// or why it could not be opened.
[[nodiscard]] Outcome<double> sessionOpeningTime(Engine& engine,
                                                 const std::vector<ComparisonColumn>& results);

}  // namespace sigscope::app
