#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/api/path_trace.h"
#include "ui/charts/plot_view.h"

class QLineSeries;

namespace sigscope::ui {

/// The singular spectrum, r_i = σ_i/σ_1 of each channel against i, filled as far as each component
/// is switched on at the current α. Dragging over it, or ↑ and ↓, mark a band of components, a
/// click none.
class StrengthChart : public PlotView {
    Q_OBJECT

public:
    explicit StrengthChart(QWidget* parent = nullptr);

    void setComponents(std::shared_ptr<const PathComponents> components);
    void setAlpha(double alpha);

    [[nodiscard]] std::optional<ComponentBand> band() const { return m_band; }
    void clearBand();

    /// Said of the band, above the chart; while it is empty, how many components are on.
    void setBandText(const QString& text);
    [[nodiscard]] const QString& bandText() const { return m_bandText; }

    /// How many components of all channels are on by more than half, and how many there are.
    [[nodiscard]] QString describe() const;

Q_SIGNALS:
    void bandChanged();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dress() override;
    void drawBelow(QPainter& painter) override;
    void drawAbove(QPainter& painter) override;
    [[nodiscard]] QString readingAtCursor() const override;

private:
    void setBand(ComponentBand band);
    [[nodiscard]] int componentAt(double x) const;
    [[nodiscard]] int count() const;
    void drawBand(QPainter& painter) const;
    void showComponents();
    void drawFill(QPainter& painter, const ComponentGroup& group, const QPolygonF& line) const;

    std::shared_ptr<const PathComponents> m_components;
    std::vector<QLineSeries*> m_lines;  ///< One for each channel.
    double m_alpha = 1;
    std::optional<double> m_pressed;  ///< Where a drag began, in px.
    std::optional<ComponentBand> m_band;
    QString m_bandText;
};

}  // namespace sigscope::ui
