#include "engine/api/path_maps.h"

#include <cmath>

#include "engine/api/path_trace.h"

namespace sigscope {

namespace {

/// How much has happened up to each node, from 0 to 1.
std::vector<double> happenedUpTo(const std::vector<PathNode>& nodes) {
    double change = 0;
    for (std::size_t k = 1; k < nodes.size(); ++k) change += std::abs(nodes[k].f - nodes[k - 1].f);
    const double width = nodes.back().alpha - nodes.front().alpha;
    std::vector<double> happened{0};
    for (std::size_t k = 1; k < nodes.size(); ++k) {
        const double ofChange = change > 0 ? std::abs(nodes[k].f - nodes[k - 1].f) / change : 0;
        const double ofAlpha = width > 0 ? (nodes[k].alpha - nodes[k - 1].alpha) / width : 0;
        happened.push_back(happened.back() + (ofChange + ofAlpha) / 2);
    }
    return happened;
}

}  // namespace

std::shared_ptr<const PathMaps> pathMapsOf(const PathTrace& trace, int count) {
    const std::vector<PathNode>& nodes = trace.nodes();
    if (nodes.size() < 3 || count < 1) return nullptr;
    const std::vector<double> happened = happenedUpTo(nodes);
    auto kept = std::make_shared<PathMaps>();
    int part = 1;  // Of count + 1: the last one ends in the result.
    for (std::size_t k = 1; k + 1 < nodes.size(); ++k) {
        if (happened[k] * (count + 1) < part * happened.back()) continue;
        kept->alphas.push_back(nodes[k].alpha);
        kept->maps.push_back(trace.mapAt(nodes[k].alpha));
        while (happened[k] * (count + 1) >= part * happened.back()) ++part;
    }
    return kept;
}

}  // namespace sigscope
