#pragma once

#include <QStringList>
#include <QWidget>

#include "engine/api/rank_correlation.h"

namespace sigscope::ui {

/// How much maps agree: the correlation of each two, in figures, the closer to 1 the
/// darker.
class CorrelationTable : public QWidget {
    Q_OBJECT

public:
    explicit CorrelationTable(QWidget* parent = nullptr);

    /// `titles` has one for each row of `matrix`.
    void show(QStringList titles, CorrelationMatrix matrix);

    /// What the figures are of.
    void setMeasure(Correlation correlation);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// The two maps of a cell.
    void pairChosen(int first, int second);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] int titleWidth() const;

    QStringList m_titles;
    CorrelationMatrix m_matrix;
};

}  // namespace sigscope::ui
