#pragma once

#include <string>

namespace sigscope {

/// A field of a table of comma-separated values (RFC 4180): in quotes where it has to be.
[[nodiscard]] std::string csvField(const std::string& text);

}  // namespace sigscope
