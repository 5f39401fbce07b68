#pragma once

#include <string>

#include "engine/error.h"

namespace sigscope::io {

/// To be thrown where a picture's bytes are not what its format says; `reason` is its decoder's.
[[nodiscard]] inline Error damagedPicture(const std::string& reason = {}) {
    return Error("is damaged, it cannot be decoded" +
                 (reason.empty() ? std::string() : " (" + reason + ")"));
}

}  // namespace sigscope::io
