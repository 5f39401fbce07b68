#pragma once

#include <QFont>

#include "ui/render/figure_style.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

/// In which colours and type a chart is drawn.
struct ChartLook {
    Theme theme;
    QFont type;

    /// That of the window's theme.
    [[nodiscard]] static ChartLook ofWindow();

    /// That of files, with texts in that family: the same wherever and in whatever theme they are
    /// made.
    [[nodiscard]] static ChartLook ofPrint(const QString& family = usualFigureFamily());
};

}  // namespace sigscope::ui
