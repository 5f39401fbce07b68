#pragma once

#include <string>

#include "engine/api/run_observer.h"

namespace sigscope {

/// What to tell a person of the exception that is being handled (within a catch): one line, Torch's
/// own errors without their backtrace.
[[nodiscard]] std::string currentErrorMessage();

/// Whose fault that exception is: Error tells of inputs, any other of what went wrong here.
[[nodiscard]] FailureCause currentErrorCause();

}  // namespace sigscope
