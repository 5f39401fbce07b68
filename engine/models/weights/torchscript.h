#pragma once

#include <string>

#include "engine/file_bytes.h"
#include "engine/models/weights/zip_archive.h"

namespace sigscope::models {

/// Whether an archive is TorchScript, that is a program: FOLDER/constants.pkl or FOLDER/code/ is
/// among its entries, whatever else is. Looks at names alone. Source: torch/csrc/jit/docs/
/// serialization.md.
[[nodiscard]] bool isTorchScript(const ZipArchive& archive);

/// The same of a file's bytes; `name` is the file's, for messages. Throws Error for a damaged
/// archive.
[[nodiscard]] bool isTorchScript(ByteView bytes, const std::string& name);

/// Throws Error, which says how to allow it, if a classifier's file is a program.
void requireWeights(ByteView bytes, const std::string& name);

}  // namespace sigscope::models
