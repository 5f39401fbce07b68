#pragma once

#include <string>

#include "engine/file_bytes.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// Reads the bytes of a .pth file as torch.save wrote it before PyTorch 1.6: five pickles (magic
/// number, protocol version, system, object, storage keys), then for each key the number of
/// elements (int64) and the raw data. `name` is the file's, for messages. Throws Error. Source:
/// torch/serialization.py, _legacy_save.
[[nodiscard]] StateDict readLegacyPth(ByteView bytes, const std::string& name);

/// Throws Error as readLegacyPth() unless a file begins as one and is as long as its pickles say:
/// its data are not read.
void requireLegacyPth(const OpenFile& file);

}  // namespace sigscope::models
