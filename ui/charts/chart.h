#pragma once

#include <QMargins>
#include <QWidget>

#include "ui/charts/axis.h"

class QPainter;

namespace sigscope::ui {

/// A chart's frame: two axes with grid, ticks and titles in the theme's colours. The wheel zooms
/// the axis under the pointer, a double click resets both. What is inside, the derived class draws:
/// parts of it change with every frame of a scrub, so a chart paints in a millisecond or so and
/// repaints only what changed.
class Chart : public QWidget {
    Q_OBJECT

public:
    Chart(Axis horizontal, Axis vertical, QMargins margins, QWidget* parent = nullptr);

    /// Said instead of the chart; empty shows the chart.
    void setPlaceholder(const QString& text);
    [[nodiscard]] const QString& placeholder() const { return m_placeholder; }

    /// Where the axes' ranges lie, in this widget.
    [[nodiscard]] QRectF plotRect() const;
    [[nodiscard]] const Axis& horizontal() const { return m_horizontal; }
    [[nodiscard]] const Axis& vertical() const { return m_vertical; }

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeChanged();

protected:
    /// Curves; clipped to the plot.
    virtual void drawInside(QPainter& painter) = 0;
    /// Labels and cursors, on top.
    virtual void drawOver(QPainter&) {}

    [[nodiscard]] QPointF toPixel(double x, double y) const;
    [[nodiscard]] QPolygonF toPixels(const QList<QPointF>& line) const;
    [[nodiscard]] double horizontalAt(double pixel) const;
    [[nodiscard]] Axis& editHorizontal() { return m_horizontal; }
    [[nodiscard]] Axis& editVertical() { return m_vertical; }

    void paintEvent(QPaintEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void drawHorizontalAxis(QPainter& painter) const;
    void drawVerticalAxis(QPainter& painter) const;

    Axis m_horizontal;
    Axis m_vertical;
    QMargins m_margins;
    QString m_placeholder;
};

}  // namespace sigscope::ui
