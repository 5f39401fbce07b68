#include "ui/charts/printed_chart.h"

#include <QFontMetricsF>
#include <QLineSeries>
#include <QPainter>
#include <QScatterSeries>
#include <utility>

#include "ui/charts/plot_chart.h"

namespace sigscope::ui {

PrintedChart::PrintedChart(Plot plot, QSizeF size)
    : m_plot(std::move(plot)),
      m_size(size),
      m_chart(new PlotChart(m_plot.horizontal, m_plot.vertical)) {
    m_scene.addItem(m_chart);
}

void PrintedChart::addLine(const QList<QPointF>& points, const QPen& pen) {
    QLineSeries* line = m_chart->addLine();
    line->replace(points);
    line->setPen(pen);
}

void PrintedChart::addPoints(const QList<QPointF>& points, const QColor& colour, double diameter) {
    auto* discs = new QScatterSeries(m_chart);
    discs->append(points);
    discs->setMarkerShape(QScatterSeries::MarkerShapeCircle);
    discs->setMarkerSize(diameter);
    discs->setColor(colour);
    discs->setPen(Qt::NoPen);
    m_chart->add(discs);
}

void PrintedChart::addStroke(const QLineF& line, const QPen& pen) {
    m_strokes.push_back({line, pen});
}

void PrintedChart::addText(const QRectF& room, Qt::Alignment alignment, const QString& text,
                           const QColor& colour) {
    m_texts.push_back({room, alignment, text, colour});
}

void PrintedChart::paint(QPainter& painter) {
    m_chart->arrange(m_plot, m_size, m_look);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_look.type);
    const QRectF all(QPointF(0, 0), m_size);
    m_scene.render(&painter, all, all);
    for (const Stroke& stroke : m_strokes) {
        painter.setPen(stroke.pen);
        painter.drawLine(stroke.line);
    }
    painter.setFont(m_look.type);
    for (const Text& text : m_texts) {
        painter.setPen(text.colour);
        painter.drawText(text.room, static_cast<int>(text.alignment) | Qt::TextDontClip, text.text);
    }
    painter.restore();
}

double printedWidth(const QString& text) {
    return QFontMetricsF(ChartLook::ofPrint().type).horizontalAdvance(text);
}

Drawing drawingOf(std::shared_ptr<PrintedChart> chart, QSize size) {
    return {size, [chart = std::move(chart)](QPainter& painter) { chart->paint(painter); }};
}

}  // namespace sigscope::ui
