#pragma once

#include <QString>

#include "ui/window/window_options.h"

namespace sigscope::ui {

class MessageBar;

/// Says that a file was written, with its folder a click away, or why it was not: `error` is empty
/// if it was. `messages` outlives what it shows; `showInFolder` is called from there.
void tellSaved(MessageBar& messages, const ShowFile& showInFolder, const QString& file,
               const QString& error);

}  // namespace sigscope::ui
