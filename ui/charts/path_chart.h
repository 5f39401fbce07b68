#pragma once

#include <array>

#include "ui/charts/alpha_chart.h"
#include "ui/charts/path_curves.h"

namespace sigscope::ui {

/// f along the path and ΣA so far against α, the gap between them shaded.
class PathChart : public AlphaChart {
    Q_OBJECT

public:
    explicit PathChart(QWidget* parent = nullptr);

    void setCurves(const PathCurves& curves);

    /// What f is, for the axis title: "probability".
    void setUnit(const QString& unit);

protected:
    void drawInside(QPainter& painter) override;
    void drawOver(QPainter& painter) override;

private:
    struct Line {
        QList<QPointF> points;
        QColor colour;
        QString label;
    };

    [[nodiscard]] std::array<Line, 2> lines() const;
    void drawMarks(QPainter& painter, const Line& line) const;
    void drawLabels(QPainter& painter) const;

    QList<QPointF> m_change;
    QList<QPointF> m_sum;
    QList<QPointF> m_changeAtSums;
};

}  // namespace sigscope::ui
