#pragma once

#include <string>

#include "app/exit_status.h"

namespace sigscope::app {

/// Writes "sigscope: message" as one line on standard error and returns `status`.
ExitStatus complain(ExitStatus status, const std::string& message);

}  // namespace sigscope::app
