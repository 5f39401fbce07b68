#pragma once

#include <string>

#include "app/exit_status.h"

namespace sigscope::app {

/// Writes "sigscope: message" as one line on standard error and returns `status`.
ExitStatus complain(ExitStatus status, const std::string& message);

/// Likewise of a command that was interrupted: before there was a `result`, or, with it printed,
/// before it was whole.
ExitStatus interruptedBefore(const std::string& result = "result");
ExitStatus interruptedMidway();

}  // namespace sigscope::app
