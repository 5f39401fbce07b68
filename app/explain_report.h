#pragma once

#include <string>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope::app {

/// One JSON object with the keys target, label, f_input, f_baseline, gap (the path gap),
/// integration_error, evaluations, seconds, device and partial, on one line;
/// for a contrast also `against`, the second class, and `caution` for a method that has one.
[[nodiscard]] std::string jsonReport(const Explanation& explanation, const ExplainRequest& request,
                                     const Catalogue& catalogue);

/// The same for a person, with the method and all of its parameters: several lines.
[[nodiscard]] std::string summaryReport(const Explanation& explanation,
                                        const ExplainRequest& request, const Catalogue& catalogue);

/// What to know of a map that says nothing, and what to do; empty for any other.
[[nodiscard]] std::string emptinessNote(const Explanation& explanation);

}  // namespace sigscope::app
