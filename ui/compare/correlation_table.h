#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>

#include "engine/api/rank_correlation.h"
#include "ui/style/wrapped_tool_tips.h"

class QPainter;

namespace sigscope::ui {

/// How much maps agree: the correlation of each two, in figures, the closer to 1 the darker. A
/// triangle, with each pair once: a map's name stands at the end of its row, over its column.
class CorrelationTable : public QWidget, public PlacedToolTip {
    Q_OBJECT

public:
    explicit CorrelationTable(QWidget* parent = nullptr);

    /// `titles` has one for each row of `matrix`.
    void show(QStringList titles, CorrelationMatrix matrix);

    /// What the figures are of.
    void setMeasure(Correlation correlation);

    /// Makes its cells, and then its titles, as narrow as it takes to be no wider than that, in
    /// pixels, as far as they can be read: narrow figures lose the zero before their point, as
    /// ".15".
    void fitInto(int width);

    /// The middle of the cell of these two maps, in pixels.
    [[nodiscard]] QPoint cellOf(int first, int second) const;

    /// Of a cell its two maps and their figure; elsewhere what the figures are of.
    [[nodiscard]] QString toolTipAt(const QPoint& point) const override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// The two maps of a cell, in the order of the rows.
    void pairChosen(int first, int second);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    /// Two maps, the one of the column first: that is above.
    struct Pair {
        int column = 0;
        int row = 0;
    };
    [[nodiscard]] std::optional<Pair> pairAt(QPointF point) const;
    [[nodiscard]] QRect cell(Pair pair) const;
    [[nodiscard]] const std::optional<double>& value(Pair pair) const;
    /// What the longest row takes.
    [[nodiscard]] int wholeWidth() const;
    void paintCell(QPainter& painter, Pair pair) const;

    QStringList m_titles;
    CorrelationMatrix m_matrix;
    int m_cellWidth;
    int m_titleWidth;  ///< At most; what is longer is elided where it has no more room.
};

}  // namespace sigscope::ui
