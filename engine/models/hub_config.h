#pragma once

#include <filesystem>

#include "engine/file_bytes.h"
#include "engine/models/sidecar.h"

namespace sigscope::models {

/// What Hugging Face and timm say of the weights that they publish, in the terms of a sidecar: of
/// transformers the preprocessing in preprocessor_config.json and the labels in config.json, of
/// timm the preprocessing under "pretrained_cfg", labels and the network's name in config.json,
/// where both have the settings of a network that tensors do not tell. Only what is certain: a
/// processor that does more, or an interpolation that is not known here, leaves it unsaid. Nothing
/// beside files of other names. Throws Error naming the file.
[[nodiscard]] Sidecar hubConfigOf(const std::filesystem::path& weightsFile);

/// The same of config.json, from its content; `file` is for messages.
[[nodiscard]] Sidecar readHubConfig(ByteView bytes, const std::filesystem::path& file);

/// The same of preprocessor_config.json.
[[nodiscard]] Sidecar readHubPreprocessor(ByteView bytes, const std::filesystem::path& file);

}  // namespace sigscope::models
