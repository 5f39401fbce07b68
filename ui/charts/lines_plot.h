#pragma once

#include <QColor>
#include <QGraphicsScene>
#include <QList>
#include <QPainter>
#include <QPointF>
#include <QString>
#include <vector>

#include "ui/charts/chart_look.h"
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
    /// `title` is that of the vertical axis; `size` in the painter's units.
    LinesPlot(std::vector<PlotLine> lines, const QString& title, QSizeF size,
              ChartLook look = ChartLook::ofPrint());

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
