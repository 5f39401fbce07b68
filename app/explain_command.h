#pragma once

#include "app/command_line.h"
#include "app/exit_status.h"
#include "engine/api/engine.h"

namespace sigscope::app {

/// `sigscope explain`: checks what is cheap to check, runs, writes the outputs, reports on standard
/// output. Errors are one line on standard error.
[[nodiscard]] ExitStatus runExplain(Engine& engine, const ExplainOptions& options);

}  // namespace sigscope::app
