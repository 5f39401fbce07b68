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

/// Throws Error as readSafetensors() if a file of `size` bytes that begins with `head`, at least 8
/// bytes, cannot hold its header.
void requireSafetensors(ByteView head, std::uint64_t size, const std::string& name);

}  // namespace sigscope::models
