#pragma once

#include <QGraphicsScene>
#include <QLineF>
#include <QList>
#include <QPen>
#include <QPointF>
#include <QString>
#include <memory>
#include <vector>

#include "ui/charts/chart_look.h"
#include "ui/charts/plot.h"
#include "ui/render/drawing.h"

namespace sigscope::ui {

class PlotChart;

/// A chart of Qt Charts for print, with texts and strokes of its own in and beside it. Needs a
/// QApplication.
class PrintedChart {
public:
    /// In points.
    PrintedChart(Plot plot, QSizeF size);

    [[nodiscard]] const Plot& plot() const { return m_plot; }
    [[nodiscard]] const ChartLook& look() const { return m_look; }
    [[nodiscard]] PlotChart& chart() { return *m_chart; }

    void addLine(const QList<QPointF>& points, const QPen& pen);

    /// Discs of that diameter.
    void addPoints(const QList<QPointF>& points, const QColor& colour, double diameter);

    /// A line between two places of the page.
    void addStroke(const QLineF& line, const QPen& pen);
    void addText(const QRectF& room, Qt::Alignment alignment, const QString& text,
                 const QColor& colour);

    void paint(QPainter& painter);

private:
    struct Stroke {
        QLineF line;
        QPen pen;
    };
    struct Text {
        QRectF room;
        Qt::Alignment alignment;
        QString text;
        QColor colour;
    };

    ChartLook m_look = ChartLook::ofPrint();
    Plot m_plot;
    QSizeF m_size;
    QGraphicsScene m_scene;
    PlotChart* m_chart;  ///< The scene's.
    std::vector<Stroke> m_strokes;
    std::vector<Text> m_texts;
};

/// How wide `text` is in the type of print.
[[nodiscard]] double printedWidth(const QString& text);

/// The finished chart as a file shows it.
[[nodiscard]] Drawing drawingOf(std::shared_ptr<PrintedChart> chart, QSize size);

}  // namespace sigscope::ui
