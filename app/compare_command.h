#pragma once

#include "app/compare_options.h"
#include "app/exit_status.h"
#include "engine/api/engine.h"

namespace sigscope::app {

/// `sigscope compare`: runs the columns on the engine's queue, writes the outputs, reports on
/// standard output. What fails or was not computed is shown as such beside the others. Errors are
/// one line each on standard error.
[[nodiscard]] ExitStatus runCompare(Engine& engine, const CompareOptions& options);

}  // namespace sigscope::app
