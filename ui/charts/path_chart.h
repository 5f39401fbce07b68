#pragma once

#include <QChartView>

#include "ui/charts/path_curves.h"

class QAreaSeries;
class QLineSeries;

namespace sigscope::ui {

class TickAxis;

/// f along the path and ΣA so far against α, the gap between them shaded, with the α cursor as a
/// line that can be dragged. The wheel zooms the axis under it, a double click resets.
class PathChart : public QChartView {
    Q_OBJECT

public:
    explicit PathChart(QWidget* parent = nullptr);

    void setCurves(const PathCurves& curves);
    void setAlpha(double alpha);

    /// What f is, for the axis title: "probability".
    void setUnit(const QString& unit);

    [[nodiscard]] double lowestAlpha() const;
    [[nodiscard]] double highestAlpha() const;

    /// The plot's left and right ends in this widget: where the scrubber's are.
    [[nodiscard]] QRectF plotRect() const;

Q_SIGNALS:
    /// The cursor is being dragged; with Shift it snaps to nodes.
    void alphaDragged(double alpha, Qt::KeyboardModifiers modifiers);
    void alphaRangeChanged(double low, double high);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void addLine(QLineSeries* line, const QColor& colour);
    void setAlphaRange(double low, double high);
    void setValueRange(double low, double high);
    void showWholeCurves();
    void drag(const QMouseEvent& event);
    [[nodiscard]] QRect cursorStrip() const;
    void drawCursor(QPainter& painter) const;
    void drawLabels(QPainter& painter) const;

    QLineSeries* m_change;
    QLineSeries* m_sum;
    QLineSeries* m_gapUpper;
    QLineSeries* m_gapLower;
    TickAxis* m_alphaAxis;
    TickAxis* m_valueAxis;
    double m_alpha = 1;
    bool m_dragging = false;
    bool m_valueZoomed = false;  ///< The user chose the value axis' range; keep it.
};

}  // namespace sigscope::ui
