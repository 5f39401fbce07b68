#include "engine/api/baseline_list.h"

#include <algorithm>

namespace sigscope {

std::vector<std::string> baselinesOf(const ExplainRequest& request) {
    std::vector<std::string> all{request.baseline};
    all.insert(all.end(), request.moreBaselines.begin(), request.moreBaselines.end());
    return all;
}

void setBaselines(ExplainRequest& request, std::vector<std::string> baselines) {
    request.baseline = baselines.front();
    baselines.erase(baselines.begin());
    request.moreBaselines = std::move(baselines);
    if (!drawsBaselines(request)) request.baselineCount = 1;
}

bool isDrawn(const std::string& baseline) {
    std::error_code ignored;
    return baseline == noiseBaseline || std::filesystem::is_directory(baseline, ignored);
}

bool drawsBaselines(const ExplainRequest& request) {
    return std::ranges::any_of(baselinesOf(request), isDrawn);
}

bool hasSeveralBaselines(const ExplainRequest& request) {
    return !request.moreBaselines.empty() || request.baselineCount > 1;
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
