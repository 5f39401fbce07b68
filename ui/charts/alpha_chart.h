#pragma once

#include "ui/charts/plot_view.h"

namespace sigscope::ui {

/// A chart over α with the α cursor as a line that can be dragged.
class AlphaChart : public PlotView {
    Q_OBJECT

public:
    AlphaChart(Axis vertical, QMargins margins, QWidget* parent = nullptr);

    void setAlpha(double alpha);

    /// Shows that range of α, as the charts beside it do. Emits nothing.
    void showAlphaRange(double low, double high);

    [[nodiscard]] double lowestAlpha() const { return horizontal().low(); }
    [[nodiscard]] double highestAlpha() const { return horizontal().high(); }

Q_SIGNALS:
    /// The cursor is being dragged; with Shift it snaps to nodes.
    void alphaDragged(double alpha, Qt::KeyboardModifiers modifiers);
    void alphaRangeChanged(double low, double high);

protected:
    [[nodiscard]] double alpha() const { return m_alpha; }
    [[nodiscard]] bool showsAlpha() const;

    void drawAbove(QPainter& painter) override;
    [[nodiscard]] QString readingAtCursor() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void drag(const QMouseEvent& event);
    [[nodiscard]] QRect cursorStrip() const;

    double m_alpha = 1;
    bool m_dragging = false;
};

}  // namespace sigscope::ui
