#pragma once

#include <filesystem>
#include <string>

#include "engine/api/attribution_map.h"
#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"

namespace sigscope {

/// The command that computes `request`, as a POSIX shell takes it: "sigscope explain cat.png
/// --method ig -o map.npz". What has its default is left out, and so is an empty `output`.
[[nodiscard]] std::string commandText(const ExplainRequest& request, const Catalogue& catalogue,
                                      const std::filesystem::path& output = {});

/// A Python program that reads the result in `npz` (writeNpz(), engine/api/engine.h) with NumPy and
/// plots what the model saw, the map and the curves of the path with matplotlib. It begins with the
/// command that makes the file.
[[nodiscard]] std::string pythonText(const ExplainRequest& request, const Catalogue& catalogue,
                                     const std::filesystem::path& npz, Reduction reduction);

}  // namespace sigscope
