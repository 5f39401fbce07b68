#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/outcome.h"

namespace sigscope {

/// The folder that `file` is in; "." where its name alone is given.
[[nodiscard]] std::filesystem::path folderOf(const std::filesystem::path& file);

/// The files that the value of a parameter of files names, separated by semicolons.
[[nodiscard]] std::vector<std::filesystem::path> namedFiles(const std::string& value);

/// The weights file behind a model's name in the catalogue or in one of the user's caches, empty if
/// it is not installed; another name is a file's.
[[nodiscard]] std::filesystem::path weightsOf(const std::string& model, const Catalogue& catalogue);

/// The file beside a model's weights that tells of it: weights.json of weights.pth.
[[nodiscard]] std::filesystem::path sidecarFile(const std::filesystem::path& weightsFile);

/// What recipes call the model that is asked for as `model`: its name, or that of its file alone.
[[nodiscard]] std::string recordedModelName(const std::string& model);

/// The files beside a model's weights that may tell of it, whether they are there or not: its
/// sidecar and, beside those of Hugging Face and timm, what these publish with them.
[[nodiscard]] std::vector<std::filesystem::path> describingFiles(
    const std::filesystem::path& weightsFile);

/// What `request` reads, files and folders, whether they are there or not; not what comes with the
/// program.
[[nodiscard]] std::vector<std::filesystem::path> placesOf(const ExplainRequest& request,
                                                          const Catalogue& catalogue);

/// What of `request` would be lost if a result were written to `file`: "the picture to explain",
/// "in the folder of the baselines", …; empty if it is none of its files.
[[nodiscard]] std::string partOfRequest(const std::filesystem::path& file,
                                        const ExplainRequest& request, const Catalogue& catalogue);

/// Fails where that is something.
[[nodiscard]] Outcome<Done> checkNoPartOfRequest(const std::filesystem::path& file,
                                                 const ExplainRequest& request,
                                                 const Catalogue& catalogue);

}  // namespace sigscope
