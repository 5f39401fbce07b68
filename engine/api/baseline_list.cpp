#include "engine/api/baseline_list.h"

#include <algorithm>

namespace sigscope {

void setBaselines(ExplainRequest& request, std::vector<BaselineSpec> baselines) {
    request.baselines = std::move(baselines);
    if (!drawsBaselines(request)) request.baselineCount = 1;
}

bool drawsBaselines(const ExplainRequest& request) {
    return std::ranges::any_of(request.baselines, isDrawn);
}

bool drawsNoise(const ExplainRequest& request) {
    return std::ranges::find(request.baselines, BaselineSpec(NamedBaseline::Noise)) !=
           request.baselines.end();
}

bool hasSeveralBaselines(const ExplainRequest& request) {
    return request.baselines.size() > 1 || request.baselineCount > 1;
}

std::string baselinesText(const Explanation& explanation) {
    constexpr std::size_t most = 4;
    const std::vector<std::string>& all = explanation.scene->baselines;
    const std::size_t count = explanation.perBaseline.size();
    if (count == 0) return {};
    std::string text = std::to_string(count);
    if (count < all.size()) text += " of " + std::to_string(all.size());
    text += " baselines: ";
    // One is never all that is left out.
    const std::size_t named = count > most ? most - 1 : count;
    for (std::size_t i = 0; i < named; ++i) text += (i > 0 ? ", " : "") + all[i];
    return count > named ? text + " and " + std::to_string(count - named) + " more" : text;
}

}  // namespace sigscope
