#pragma once

#include <string>

#include "engine/file_bytes.h"

namespace sigscope::io {

/// What a file is that is no picture of a format that is read, by its first bytes: "a HEIC
/// photograph"; empty if that is not known.
[[nodiscard]] std::string unreadFormat(ByteView head);

}  // namespace sigscope::io
