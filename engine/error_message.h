#pragma once

#include <string>

namespace sigscope {

/// What to tell a person of the exception that is being handled (within a catch): one line, Torch's
/// own errors without their backtrace.
[[nodiscard]] std::string currentErrorMessage();

}  // namespace sigscope
