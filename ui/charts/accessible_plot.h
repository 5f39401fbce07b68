#pragma once

namespace sigscope::ui {

/// Lets screen readers know charts as such, with what they say at their cursors as their values.
void makePlotsAccessible();

}  // namespace sigscope::ui
