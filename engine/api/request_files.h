#pragma once

#include <filesystem>
#include <string>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"

namespace sigscope {

/// What of `request` would be lost if a result were written to `file`: "the picture to explain",
/// "in the folder of the baselines", …; empty if it is none of its files.
[[nodiscard]] std::string partOfRequest(const std::filesystem::path& file,
                                        const ExplainRequest& request, const Catalogue& catalogue);

}  // namespace sigscope
