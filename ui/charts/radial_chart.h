#pragma once

#include "ui/charts/plot_view.h"

class QLineSeries;

namespace sigscope::ui {

/// The radial energy of γ(α) − x' at the current α, before that of the whole path.
class RadialChart : public PlotView {
    Q_OBJECT

public:
    explicit RadialChart(QWidget* parent = nullptr);

    /// Means of |F|² over rings (Frame::radialEnergy) at `alpha`, and at the path's end, which sets
    /// the scale.
    void setEnergy(double alpha, const std::vector<float>& energy, const std::vector<float>& whole);
    void clear();

protected:
    void dress() override;
    void drawAbove(QPainter& painter) override;
    [[nodiscard]] QString readingAtCursor() const override;

private:
    void setWhole(const QList<QPointF>& whole);
    void drawEnergy(QPainter& painter) const;

    double m_alpha = 1;
    QList<QPointF> m_energy;  ///< Of each frame another one, so it is no series of the chart.
    QLineSeries* m_whole;
};

}  // namespace sigscope::ui
