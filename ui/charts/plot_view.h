#pragma once

#include <QGraphicsScene>
#include <QMargins>
#include <QPixmap>
#include <QWidget>

#include "ui/charts/plot.h"

class QPainter;

namespace sigscope::ui {

class PlotChart;

/// Shows a chart of Qt Charts. What changes with every frame of a scrub (the α cursor, dots, fills,
/// direct labels) is not in the chart but painted below and above its picture, in a fraction of a
/// millisecond: the chart itself is painted anew only when data, size, zoom or theme change. (A
/// QChartView would paint it under whatever moves above it.) The wheel zooms the axis under the
/// pointer, a double click resets both.
class PlotView : public QWidget {
    Q_OBJECT

public:
    PlotView(Axis horizontal, Axis vertical, QMargins margins, QWidget* parent = nullptr);
    ~PlotView() override;

    /// Said instead of the chart; empty shows the chart.
    void setPlaceholder(const QString& text);
    [[nodiscard]] const QString& placeholder() const { return m_placeholder; }

    /// What it says, in words, as a screen reader tells it: where the cursor is and what is there,
    /// or what is said instead of the chart.
    [[nodiscard]] QString reading() const;

    /// Where the axes' ranges lie, in this widget.
    [[nodiscard]] QRectF plotRect() const { return QRectF(rect().marginsRemoved(m_margins)); }
    [[nodiscard]] const Axis& horizontal() const { return m_plot.horizontal; }
    [[nodiscard]] const Axis& vertical() const { return m_plot.vertical; }

    /// How often the chart was painted so far.
    [[nodiscard]] int chartPaints() const { return m_chartPaints; }

    /// To what they show when nothing was zoomed.
    void resetAxes();

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeChanged();

protected:
    /// Gives the series the theme's colours; asked before the chart is painted.
    virtual void dress() {}
    /// What moves, below the chart's grid and series; clipped to the plot.
    virtual void drawBelow(QPainter&) {}
    /// What moves, above the chart.
    virtual void drawAbove(QPainter&) {}
    /// Where the cursor is and what is there.
    [[nodiscard]] virtual QString readingAtCursor() const { return {}; }

    [[nodiscard]] PlotChart& chart() { return *m_chart; }
    [[nodiscard]] const Plot& plot() const { return m_plot; }

    /// To change axes with; the chart is painted anew.
    [[nodiscard]] Plot& editPlot();
    /// The chart's series were changed: it is painted anew.
    void chartChanged();

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void paintChart();
    void drawPlaceholder(QPainter& painter) const;
    void drawZoomSign(QPainter& painter) const;

    QMargins m_margins;
    Plot m_plot;
    QGraphicsScene m_scene;
    PlotChart* m_chart;  ///< The scene's.
    QPixmap m_picture;   ///< Of the chart, on nothing. Null: to be painted.
    int m_chartPaints = 0;
    bool m_reachedByKey = false;  ///< It has the focus, and not by a click.
    QString m_placeholder;
};

}  // namespace sigscope::ui
