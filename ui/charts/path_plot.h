#pragma once

#include <QGraphicsScene>
#include <QPainter>

#include "engine/api/explanation.h"
#include "ui/charts/chart_look.h"
#include "ui/charts/chart_titles.h"
#include "ui/charts/path_curves.h"
#include "ui/charts/plot.h"

namespace sigscope::ui {

/// The curves of a whole path, those of the first baseline where there are several.
[[nodiscard]] PathLines pathLinesOf(const Explanation& explanation);

/// The change of f along a path and ΣA against α, the gap between them shaded: the chart of films
/// and figures, where nothing is scrubbed. It looks the same whatever the window's theme. Needs a
/// QApplication.
class PathPlot {
public:
    /// `size` in the painter's units.
    PathPlot(const PathLines& lines, QSizeF size, ChartLook look = ChartLook::ofPrint(),
             const ChartTitles& titles = pathChartTitles());

    /// Where the title of that axis stands.
    [[nodiscard]] QRectF titleBox(std::size_t axis) const {
        return chartTitleBox(axis, m_plot.area, m_size);
    }

    /// Axes and curves, from (0, 0).
    void paint(QPainter& painter);

    /// The α cursor, and where it meets the curves.
    void paintCursor(QPainter& painter, double alpha) const;

private:
    void fitAxis();
    void paintLabels(QPainter& painter) const;

    ChartLook m_look;
    QList<QPointF> m_change;
    QList<QPointF> m_sum;
    QSizeF m_size;
    Plot m_plot;
    QGraphicsScene m_scene;
};

}  // namespace sigscope::ui
