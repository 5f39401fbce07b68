#pragma once

#include <QRectF>
#include <QSizeF>
#include <QString>
#include <array>
#include <cstddef>

namespace sigscope::ui {

/// Titles of a chart's axes, the horizontal one first.
using ChartTitles = std::array<QString, 2>;

/// Of a chart along a path, for print.
[[nodiscard]] inline ChartTitles pathChartTitles() {
    return {QStringLiteral("α"), QStringLiteral("Change of f")};
}

/// Where the title of that axis stands: of a chart of `size` from (0, 0), whose lines lie in
/// `area`. Ticks stand between them.
[[nodiscard]] inline QRectF chartTitleBox(std::size_t axis, const QRectF& area, QSizeF size) {
    const double below = (size.height() - area.bottom()) / 2;
    const double beside = area.left() / 2;
    return axis == 0 ? QRectF(area.left(), size.height() - below, area.width(), below)
                     : QRectF(0, area.top(), beside, area.height());
}

}  // namespace sigscope::ui
