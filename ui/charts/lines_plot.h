#pragma once

#include <QColor>
#include <QGraphicsScene>
#include <QList>
#include <QPainter>
#include <QPointF>
#include <QString>
#include <vector>

#include "ui/charts/chart_look.h"
#include "ui/charts/chart_titles.h"
#include "ui/charts/plot.h"

namespace sigscope::ui {

/// A labelled line of a chart.
struct PlotLine {
    QString label;
    QList<QPointF> points;  ///< By ascending α, at least one.
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
};

/// Lines against α in [0, 1], each with its label at its end: a chart for print. Needs a
/// QApplication.
class LinesPlot {
public:
    /// `size` in the painter's units.
    LinesPlot(std::vector<PlotLine> lines, const ChartTitles& titles, QSizeF size,
              ChartLook look = ChartLook::ofPrint());

    /// Where the title of that axis stands.
    [[nodiscard]] QRectF titleBox(std::size_t axis) const {
        return chartTitleBox(axis, m_plot.area, m_size);
    }

    /// From (0, 0).
    void paint(QPainter& painter);

private:
    void fitAxis();
    void paintLabels(QPainter& painter) const;

    ChartLook m_look;
    std::vector<PlotLine> m_lines;
    QSizeF m_size;
    Plot m_plot;
    QGraphicsScene m_scene;
};

}  // namespace sigscope::ui
