#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope::app {

/// The keys target, label, f_input, f_baseline, gap (the path gap), integration_error, evaluations,
/// seconds, device and partial; gap and integration_error only of methods whose ΣA is meant to be
/// a change of f. For a contrast also `against`, the second class, and `caution` for a method that
/// has one.
[[nodiscard]] nlohmann::ordered_json jsonReport(const Explanation& explanation,
                                                const ExplainRequest& request,
                                                const Catalogue& catalogue);

/// A JSON text on one line. Class names come from files: what is not UTF-8 in them is replaced.
[[nodiscard]] std::string jsonLine(const nlohmann::ordered_json& json);

/// The same for a person, with the method and all of its parameters: several lines.
[[nodiscard]] std::string summaryReport(const Explanation& explanation,
                                        const ExplainRequest& request, const Catalogue& catalogue);

/// What to know of a map that says nothing, and what to do; empty for any other.
[[nodiscard]] std::string emptinessNote(const Explanation& explanation);

}  // namespace sigscope::app
