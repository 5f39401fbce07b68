#pragma once

#include <QList>
#include <QPen>
#include <QPointF>
#include <optional>
#include <vector>

#include "ui/charts/plot_view.h"

class QAreaSeries;
class QLineSeries;

namespace sigscope::ui {

/// Whether the controls show as one band or seed by seed.
enum class Controls { Band, PerSeed };

/// One curve of a game: probability over the share of changed pixels.
struct RemovalLine {
    QList<QPointF> points{};
    QPen pen{};
};

/// The curves of one game, those of the maps over the grey band of the controls, with the share
/// that is looked at as a line that can be dragged.
class RemovalChart : public PlotView {
    Q_OBJECT

public:
    /// `axis`: what the share is of.
    RemovalChart(const QString& name, const QString& axis, QWidget* parent = nullptr);

    /// `controls` have points at the same shares, as far as they go.
    void setLines(std::vector<RemovalLine> maps, std::vector<RemovalLine> controls, Controls shown);

    /// Draws that map's curve on top and thicker; nothing for none.
    void setEmphasised(std::optional<std::size_t> map);
    /// In [0, 1].
    void setShare(double share);
    [[nodiscard]] double share() const { return m_share; }
    /// Curves that are drawn by themselves: the maps', and the controls' where they show so.
    [[nodiscard]] int lineCount() const { return static_cast<int>(m_lines.size()); }

Q_SIGNALS:
    void shareDragged(double share);
    /// The map whose curve is under the pointer; nothing where there is none.
    void hovered(std::optional<std::size_t> map);
    void chosen(std::size_t map);
    void bandClicked();

protected:
    void dress() override;
    void drawAbove(QPainter& painter) override;
    /// The share of changed pixels: "23 %".
    [[nodiscard]] QString readingAtCursor() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void drag(QPointF position);
    void hover(std::optional<std::size_t> map);
    [[nodiscard]] std::optional<std::size_t> mapAt(QPointF position) const;
    [[nodiscard]] bool isInBand(QPointF position) const;

    std::vector<RemovalLine> m_maps;
    QAreaSeries* m_band = nullptr;      ///< The chart's; null until there are controls.
    std::vector<QLineSeries*> m_lines;  ///< Those of the maps come first.
    std::optional<std::size_t> m_emphasised;
    std::optional<std::size_t> m_hovered;
    std::optional<QPointF> m_pressed;
    double m_share = 0;
};

}  // namespace sigscope::ui
