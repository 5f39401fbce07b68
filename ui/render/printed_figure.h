#pragma once

#include <QPointF>

#include "ui/render/figure_page.h"

namespace sigscope::ui {

/// What lies at a place of a figure.
enum class FigurePart {
    Heading,   ///< Of the page.
    Header,    ///< Of columns.
    RowLabel,  ///< On their left.
    Panel,
    Scale,  ///< Beside the rows or below them.
};

/// A figure laid out for print, in units of the layout.
class PrintedFigure {
public:
    virtual ~PrintedFigure() = default;

    /// Does not outlive this.
    [[nodiscard]] virtual FigurePage page() const = 0;

    /// What is nearest to a point of the page.
    [[nodiscard]] virtual FigurePart partAt(QPointF point) const = 0;
};

}  // namespace sigscope::ui
