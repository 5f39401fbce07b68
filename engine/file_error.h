#pragma once

#include <string>

#include "engine/error.h"

namespace sigscope {

/// Throws Error: "FILE: reason". The reason may quote what is in the file and is therefore made one
/// printable line, of 400 bytes at most.
[[noreturn]] void refuseFile(const std::string& file, std::string reason);

/// Throws Error: the file is not what it was when its reading began.
[[noreturn]] void refuseChanged(const std::string& file);

}  // namespace sigscope
