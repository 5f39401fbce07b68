#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "engine/api/array.h"

namespace sigscope {

class PathTrace;

/// A up to some nodes of a path, by ascending α and without the end, whose map is the result: what
/// a file can hold of how a map builds up. Gradients would take ten times as much.
struct PathMaps {
    std::vector<double> alphas;
    std::vector<Array> maps;  ///< One for each α, [3, H, W], in the unit of A.
};

/// As many maps as a file holds: less than 5 MB at 224², compressed.
inline constexpr int filedPathMaps = 20;

/// The maps of `trace` at up to `count` of its nodes, between which about equally much happens: by
/// half their share of |Δf|, by half of α. Null where it has fewer than three nodes. As long as
/// `count` frames.
[[nodiscard]] std::shared_ptr<const PathMaps> pathMapsOf(const PathTrace& trace,
                                                         int count = filedPathMaps);

}  // namespace sigscope
