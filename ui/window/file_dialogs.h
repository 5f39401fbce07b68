#pragma once

#include "ui/window/window_options.h"

namespace sigscope::ui {

/// The dialogs and folders behind WindowOptions: `options` with what it leaves open filled in.
[[nodiscard]] WindowOptions withDialogs(WindowOptions options);

}  // namespace sigscope::ui
