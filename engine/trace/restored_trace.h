#pragma once

#include <memory>

#include "engine/api/explanation.h"
#include "engine/models/preprocessing.h"
#include "engine/paths/path.h"

namespace sigscope::trace {

/// The trace of a result that was read from a file: the points and spectra of its path, made anew,
/// and its maps interpolated between those that the file holds along it (Explanation::pathMaps) and
/// the result. No gradient is taken. `path` is that of the result from its baseline to its input.
/// Null where the file does not hold what it takes: maps, ΣA from 0 on at each node, or nodes that
/// tell where on the path they lie (those of jumps share one α).
[[nodiscard]] std::shared_ptr<const PathTrace> restoredTrace(
    const paths::Path& path, const models::Preprocessing& preprocessing, const Explanation& result);

}  // namespace sigscope::trace
