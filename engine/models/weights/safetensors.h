#pragma once

#include <string>

#include "engine/file_bytes.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// Reads the bytes of a .safetensors file: 8 bytes of header length, a JSON header {name: {dtype,
/// shape, data_offsets}}, the data without gaps or overlaps. `name` is the file's, for messages.
/// Every size is checked against the file's before anything is allocated. Throws Error.
/// Source: https://github.com/huggingface/safetensors, "Format".
[[nodiscard]] StateDict readSafetensors(ByteView bytes, const std::string& name);

/// Throws Error as readSafetensors() if what the header of a file of at least 8 bytes says is not
/// what the file can hold: its data are not read.
void requireSafetensors(const OpenFile& file);

}  // namespace sigscope::models
