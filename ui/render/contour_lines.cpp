#include "ui/render/contour_lines.h"

#include <QPointF>
#include <array>

namespace sigscope::ui {

namespace {

struct ContourCorner {
    QPointF place;
    double above = 0;  ///< The value less the level.
};

/// Where the level is crossed between two corners that lie on its two sides.
QPointF crossing(const ContourCorner& a, const ContourCorner& b) {
    return a.place + (b.place - a.place) * (a.above / (a.above - b.above));
}

bool isCrossed(const ContourCorner& a, const ContourCorner& b) {
    return (a.above >= 0) != (b.above >= 0);
}

/// The lines of a cell with these corners, in their order around it. Where the level is crossed
/// four times, the two ways to join them differ by less than a cell.
void addCell(QList<QLineF>& lines, const std::array<ContourCorner, 4>& corners) {
    QList<QPointF> crossings;
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const ContourCorner& next = corners[(k + 1) % corners.size()];
        if (isCrossed(corners[k], next)) crossings.append(crossing(corners[k], next));
    }
    for (qsizetype k = 0; k + 1 < crossings.size(); k += 2)
        lines.append(QLineF(crossings[k], crossings[k + 1]));
}

}  // namespace

QList<QLineF> contourLines(const std::vector<double>& values, int columns, double level) {
    const int rows = static_cast<int>(values.size()) / columns;
    const auto corner = [&](int row, int column) {
        const double value = values[static_cast<std::size_t>(row * columns + column)];
        return ContourCorner{QPointF(column, row), value - level};
    };
    QList<QLineF> lines;
    for (int row = 0; row + 1 < rows; ++row)
        for (int column = 0; column + 1 < columns; ++column)
            addCell(lines, {corner(row, column), corner(row, column + 1),
                            corner(row + 1, column + 1), corner(row + 1, column)});
    return lines;
}

}  // namespace sigscope::ui
