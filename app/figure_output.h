#pragma once

#include <functional>

#include "engine/api/outcome.h"

namespace sigscope::app {

/// Calls `draw` where texts and charts can be drawn without any display. Constructs a Qt
/// application for the length of the call, so there must be none.
[[nodiscard]] Outcome<Done> drawOffscreen(const std::function<Outcome<Done>()>& draw);

}  // namespace sigscope::app
