#pragma once

#include <string>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/api/explanation.h"

namespace sigscope {

/// Names others. `baselines` has at least one. A count that none of them is drawn by becomes 1.
void setBaselines(ExplainRequest& request, std::vector<BaselineSpec> baselines);

/// Whether one of a request's baselines is drawn.
[[nodiscard]] bool drawsBaselines(const ExplainRequest& request);

/// Whether one of them is noise, which is drawn anew wherever a recipe is run: of a folder it has
/// the pictures.
[[nodiscard]] bool drawsNoise(const ExplainRequest& request);

/// Whether a request is for the mean over several baselines.
[[nodiscard]] bool hasSeveralBaselines(const ExplainRequest& request);

/// The baselines that a result is the mean over: "3 baselines: black, white, blur". Of many only
/// some are named. "2 of 3 baselines: …" where the run was stopped; empty where one was asked for.
[[nodiscard]] std::string baselinesText(const Explanation& explanation);

}  // namespace sigscope
