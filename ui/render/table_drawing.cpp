#include "ui/render/table_drawing.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/render/figure_page.h"
#include "ui/render/figure_style.h"

namespace sigscope::ui {

namespace {

// In points.
constexpr double tableMargin = 8;
constexpr double tableColumnGap = 16;
constexpr double tableLineHeight = 18;

/// A table with the places of its columns.
struct PlacedTable {
    Table table;
    QFont font;
    std::vector<double> widths;

    [[nodiscard]] double width() const {
        double width = 2 * tableMargin + tableColumnGap * (static_cast<double>(widths.size()) - 1);
        for (const double column : widths) width += column;
        return width;
    }
    [[nodiscard]] double height() const {
        return 2 * tableMargin + tableLineHeight * static_cast<double>(table.rows.size() + 1);
    }
};

PlacedTable placed(const Table& table) {
    PlacedTable result{table, figureFont(pageTypeSize), std::vector<double>(table.header.size())};
    const QFontMetricsF metrics(result.font);
    const auto widen = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            result.widths[i] = std::max(
                result.widths[i], metrics.horizontalAdvance(QString::fromStdString(cells[i])));
    };
    widen(table.header);
    for (const auto& row : table.rows) widen(row);
    return result;
}

void paintLine(QPainter& painter, const PlacedTable& placed, const std::vector<std::string>& cells,
               double top) {
    double left = tableMargin;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Qt::Alignment side = i < placed.table.textColumns ? Qt::AlignLeft : Qt::AlignRight;
        painter.drawText(QRectF(left, top, placed.widths[i], tableLineHeight),
                         static_cast<int>(side | Qt::AlignVCenter) | Qt::TextDontClip,
                         QString::fromStdString(cells[i]));
        left += placed.widths[i] + tableColumnGap;
    }
}

void paintTable(QPainter& painter, const PlacedTable& placed) {
    painter.setFont(placed.font);
    painter.setPen(figureMuted);
    double top = tableMargin;
    paintLine(painter, placed, placed.table.header, top);
    for (const auto& row : placed.table.rows) {
        top += tableLineHeight;
        painter.setPen(figureHairline);
        painter.drawLine(QLineF(tableMargin, top, placed.width() - tableMargin, top));
        painter.setPen(figureInk);
        paintLine(painter, placed, row, top);
    }
}

}  // namespace

Drawing tableDrawing(const Table& table) {
    const PlacedTable all = placed(table);
    const QSize size(static_cast<int>(std::ceil(all.width())),
                     static_cast<int>(std::ceil(all.height())));
    return {size, [all](QPainter& painter) { paintTable(painter, all); }};
}

Drawing stacked(std::vector<Drawing> parts) {
    QSize size(0, 0);
    for (const Drawing& part : parts)
        size = {std::max(size.width(), part.size.width()), size.height() + part.size.height()};
    return {size, [size, parts = std::move(parts)](QPainter& painter) {
                painter.save();
                painter.fillRect(QRect(QPoint(0, 0), size), Qt::white);
                for (const Drawing& part : parts) {
                    part.paint(painter);
                    painter.translate(0, part.size.height());
                }
                painter.restore();
            }};
}

}  // namespace sigscope::ui
