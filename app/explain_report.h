#pragma once

#include <string>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope::app {

/// One JSON object with the keys target, label, f_input, f_baseline, gap (the path gap),
/// integration_error, evaluations, seconds, device and partial, on one line;
/// for a contrast also `against`, the second class.
[[nodiscard]] std::string jsonReport(const Explanation& explanation);

/// The same for a person, with the method and all of its parameters: several lines.
[[nodiscard]] std::string summaryReport(const Explanation& explanation,
                                        const ExplainRequest& request, const Catalogue& catalogue);

}  // namespace sigscope::app
