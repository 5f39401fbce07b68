#pragma once

#include "ui/render/figure_page.h"

namespace sigscope::ui {

/// A figure laid out for print, in units of the layout.
class PrintedFigure {
public:
    virtual ~PrintedFigure() = default;

    /// Does not outlive this.
    [[nodiscard]] virtual FigurePage page() const = 0;
};

}  // namespace sigscope::ui
