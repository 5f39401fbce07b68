#pragma once

#include <string>

#include "engine/api/run_observer.h"

namespace sigscope {

/// What to tell a person of the exception that is being handled (within a catch): one line, Torch's
/// own errors without their backtrace. Where none is handled, or none of a known kind, that nothing
/// is known of it.
[[nodiscard]] std::string currentErrorMessage();

/// Whose fault that exception is: Error tells of inputs, any other, or none, of what went wrong
/// here.
[[nodiscard]] FailureCause currentErrorCause();

}  // namespace sigscope
