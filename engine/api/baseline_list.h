#pragma once

#include <string>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope {

/// The baselines that a request names, in its order; at least one.
[[nodiscard]] std::vector<std::string> baselinesOf(const ExplainRequest& request);

/// Names others. `baselines` has at least one. A count that none of them is drawn by becomes 1.
void setBaselines(ExplainRequest& request, std::vector<std::string> baselines);

/// Whether a baseline is drawn by the seed, so that there can be several of it: noise, and the
/// pictures of a folder.
[[nodiscard]] bool isDrawn(const std::string& baseline);

/// Whether one of a request's baselines is drawn.
[[nodiscard]] bool drawsBaselines(const ExplainRequest& request);

/// Whether a request is for the mean over several baselines.
[[nodiscard]] bool hasSeveralBaselines(const ExplainRequest& request);

/// The baselines that a result is the mean over: "3 baselines: black, white, blur". Of many only
/// some are named. "2 of 3 baselines: …" where the run was stopped; empty where one was asked for.
[[nodiscard]] std::string baselinesText(const Explanation& explanation);

}  // namespace sigscope
