#include "engine/trace/restored_trace.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/trace/node_trace.h"
#include "engine/trace/trace_recorder.h"

namespace sigscope::trace {

namespace {

/// Whether each node lies at an α of its own, as where nothing jumps.
bool areApart(const std::vector<double>& alphas) {
    return std::ranges::adjacent_find(alphas, std::greater_equal<>()) == alphas.end();
}

bool tellsEnough(const Explanation& result) {
    return result.pathMaps && !result.pathMaps->maps.empty() && result.alphas.size() >= 2 &&
           result.f.size() == result.alphas.size() &&
           result.accumulatedSums.size() == result.alphas.size() && result.perBaseline.empty() &&
           result.accumulatedSums.front() == 0 && areApart(result.alphas);
}

std::vector<PrefixMap> prefixesOf(const Explanation& result) {
    std::vector<PrefixMap> prefixes;
    for (std::size_t k = 0; k < result.pathMaps->maps.size(); ++k) {
        const auto node = std::ranges::lower_bound(result.alphas, result.pathMaps->alphas[k]);
        prefixes.push_back(
            {static_cast<std::size_t>(node - result.alphas.begin()),
             std::shared_ptr<const Array>(result.pathMaps, &result.pathMaps->maps[k])});
    }
    prefixes.push_back(
        {result.alphas.size() - 1, std::make_shared<const Array>(result.attribution)});
    return prefixes;
}

}  // namespace

std::shared_ptr<const PathTrace> restoredTrace(const paths::Path& path,
                                               const models::Preprocessing& preprocessing,
                                               const Explanation& result) {
    if (!tellsEnough(result) || path.continuity() == paths::Continuity::Jumping) return nullptr;
    const integration::ParametrisationMap asAlpha(integration::ParametrisationShape{});
    auto sampler = std::make_shared<const integration::ParametrisationSampler>(
        asAlpha, path.sampler(), result.baseline);
    TraceContent content;
    content.space = displaySpaceOf(preprocessing);
    content.spectrumMaximum = largestSpectrum(*sampler);
    content.points = std::make_shared<PointCache>(std::move(sampler));
    for (std::size_t k = 0; k < result.alphas.size(); ++k)
        content.nodes.push_back(std::make_shared<const TraceNode>(
            TraceNode{result.alphas[k], {result.alphas[k], result.f[k]}, {}, 0}));
    content.sums = result.accumulatedSums;
    content.prefixes = prefixesOf(result);
    return std::make_shared<NodeTrace>(std::move(content));
}

}  // namespace sigscope::trace
