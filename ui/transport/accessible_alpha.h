#pragma once

namespace sigscope::ui {

/// Lets screen readers read α and move it, as they do with other sliders.
void makeAlphaAccessible();

}  // namespace sigscope::ui
