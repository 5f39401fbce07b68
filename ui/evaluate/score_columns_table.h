#pragma once

#include <QPen>
#include <QTableWidget>

#include "ui/evaluate/evaluation_scores.h"

namespace sigscope::ui {

/// A table with the scores' columns: a header click sorts by one, a right click copies.
class ScoreColumnsTable : public QTableWidget {
    Q_OBJECT

public:
    /// At least `leastRows` of its rows are seen.
    ScoreColumnsTable(const QString& name, int leastRows, QWidget* parent = nullptr);

    [[nodiscard]] ScoreColumn sortColumn() const { return m_column; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_order; }

    /// To the clipboard.
    virtual void copyAs(TableFormat format) const = 0;

    /// No more than it needs at least: what is around it has room first.
    [[nodiscard]] QSize sizeHint() const override { return {0, minimumHeight()}; }

Q_SIGNALS:
    /// By another column, or the other way round.
    void sorted();

protected:
    /// Writes all rows, by sortColumn().
    virtual void fill() = 0;

    /// The first cell of a row: a method, and the line that its curves have.
    void writeName(int row, const QString& title, const QPen& pen, bool isChance);
    /// A number, and what is to know of it; grey where chance may have made it.
    void writeScore(int row, ScoreColumn column, const QString& text, const QString& help,
                    bool isChance);
    /// Of a row of scores or of means: controls are chance.
    template <typename Row>
    [[nodiscard]] static bool isChance(const Row& row, ScoreColumn column) {
        return !row.map || (column == ScoreColumn::DiffId && row.isLikeBest) ||
               (column == ScoreColumn::VersusRandom && row.isLikeRandom);
    }
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void sortBy(int column);

    ScoreColumn m_column = ScoreColumn::DiffId;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

}  // namespace sigscope::ui
