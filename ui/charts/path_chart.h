#pragma once

#include <QTimer>
#include <array>
#include <optional>

#include "ui/charts/alpha_chart.h"
#include "ui/charts/path_curves.h"

class QAreaSeries;
class QLineSeries;

namespace sigscope::ui {

/// f along the path and, where it tends to what f changes by, ΣA so far against α, the gap between
/// them shaded.
class PathChart : public AlphaChart {
    Q_OBJECT

public:
    explicit PathChart(QWidget* parent = nullptr);

    void setCurves(const PathCurves& curves);

    /// Curves of a run that goes on: shown ten times a second at most, and meanwhile the axis only
    /// widens.
    void streamCurves(const PathCurves& curves);

    /// What f is, for the axis title: "probability".
    void setUnit(const QString& unit);

protected:
    void dress() override;
    void drawAbove(QPainter& painter) override;
    /// "α 0.430, ΣA +0.118, Δf +0.123".
    [[nodiscard]] QString readingAtCursor() const override;

private:
    struct Line {
        QLineSeries* series;
        QColor colour;
        QString label;
    };
    /// Of what is shown: 0 among it.
    struct Bounds {
        double low = 0;
        double high = 0;
    };

    [[nodiscard]] std::array<Line, 2> lines() const;
    void showWaiting();
    void replaceCurves(const PathCurves& curves, Bounds bounds);
    void fitAxis();
    void drawMarks(QPainter& painter, const Line& line) const;
    void drawLabels(QPainter& painter) const;

    QAreaSeries* m_gap;
    QLineSeries* m_sum;
    QLineSeries* m_change;
    Bounds m_bounds;
    std::optional<PathCurves> m_waiting;
    QTimer m_pause;
};

}  // namespace sigscope::ui
