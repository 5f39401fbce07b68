#pragma once

namespace sigscope::ui {

/// A baseline that has to be asked for.
enum class BaselineKind { Colour, Picture, Folder };

}  // namespace sigscope::ui
