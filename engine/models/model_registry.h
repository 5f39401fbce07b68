#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"

namespace sigscope::models {

/// The models that can be named, in the order of listings; those of tests are not among them.
[[nodiscard]] std::vector<ModelSpec> modelSpecs();

/// Where the weights of a named model are, or would be if they were installed.
[[nodiscard]] std::filesystem::path modelFile(const std::string& name);

[[nodiscard]] bool isRegisteredModel(const std::string& name);

/// The weights file that `nameOrFile` means: names, also those of the user's caches
/// (api/model_caches.h), go first, "./NAME" is a file in any case. Throws Error if there is none.
[[nodiscard]] std::filesystem::path weightsFileOf(const std::string& nameOrFile);

/// The folder set by setResourceFolder (api/engine.h): models/, labels/, samples/.
[[nodiscard]] std::filesystem::path resourceFolder();

}  // namespace sigscope::models
