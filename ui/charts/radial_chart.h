#pragma once

#include "ui/charts/chart.h"

namespace sigscope::ui {

/// The radial energy of γ(α) − x' at the current α, before that of the whole path.
class RadialChart : public Chart {
    Q_OBJECT

public:
    explicit RadialChart(QWidget* parent = nullptr);

    /// Means of |F|² over rings (Frame::radialEnergy) at `alpha`, and at the path's end, which sets
    /// the scale.
    void setEnergy(double alpha, const std::vector<float>& energy, const std::vector<float>& whole);
    void clear();

protected:
    void drawInside(QPainter& painter) override;
    void drawOver(QPainter& painter) override;

private:
    double m_alpha = 1;
    QList<QPointF> m_energy;
    QList<QPointF> m_whole;
};

}  // namespace sigscope::ui
