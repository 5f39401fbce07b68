#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <cstddef>
#include <optional>

#include "ui/render/figure_page.h"

namespace sigscope::ui {

/// What lies at a place of a figure.
enum class FigurePart {
    Heading,   ///< Of the page.
    Header,    ///< Of columns.
    RowLabel,  ///< On their left.
    Panel,
    Scale,      ///< Beside the rows or below them.
    AxisTitle,  ///< Of its charts; a click there is one on their panel.
};

/// A text of a figure that can be another one.
struct FigureText {
    FigurePart part = FigurePart::Header;
    /// Of the column, of the first row that it is beside, of the scale, of the panel, row by row,
    /// or of the charts' axis, the horizontal one first.
    std::size_t index = 0;
    QString text;
    QRectF box;  ///< In units of the layout.
};

/// A figure laid out for print, in units of the layout.
class PrintedFigure {
public:
    virtual ~PrintedFigure() = default;

    /// Does not outlive this.
    [[nodiscard]] virtual FigurePage page() const = 0;

    /// What is nearest to a point of the page.
    [[nodiscard]] virtual FigurePart partAt(QPointF point) const = 0;

    /// The text there; nothing where there is none that can be edited.
    [[nodiscard]] virtual std::optional<FigureText> textAt(QPointF /*point*/) const { return {}; }

    /// The column of pictures there, its header included; nothing beside them.
    [[nodiscard]] virtual std::optional<std::size_t> columnAt(QPointF /*point*/) const {
        return {};
    }
};

}  // namespace sigscope::ui
