#pragma once

#include "app/animate_options.h"
#include "app/exit_status.h"
#include "engine/api/engine.h"

namespace sigscope::app {

/// `sigscope animate`: computes a path, draws its film and writes it. Without any display.
[[nodiscard]] ExitStatus runAnimate(Engine& engine, const AnimateOptions& options);

}  // namespace sigscope::app
