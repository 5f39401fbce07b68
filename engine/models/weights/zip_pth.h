#pragma once

#include <string>

#include "engine/file_bytes.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// Reads the bytes of a .pth file as torch.save writes it since PyTorch 1.6: a zip archive with
/// FOLDER/data.pkl and the raw data of each storage in FOLDER/data/KEY, uncompressed. A TorchScript
/// archive is refused. `name` is the file's, for messages. Throws Error.
/// Source: torch/serialization.py, _save.
[[nodiscard]] StateDict readZipPth(ByteView bytes, const std::string& name);

}  // namespace sigscope::models
