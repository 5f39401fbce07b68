#pragma once

#include <QFont>

#include "ui/style/theme.h"

namespace sigscope::ui {

/// In which colours and type a chart is drawn.
struct ChartLook {
    Theme theme;
    QFont type;

    /// That of the window's theme.
    [[nodiscard]] static ChartLook ofWindow();

    /// That of files: the same wherever and in whatever theme they are made.
    [[nodiscard]] static ChartLook ofPrint();
};

}  // namespace sigscope::ui
