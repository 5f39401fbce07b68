#pragma once

#include <QTableWidget>
#include <functional>
#include <optional>
#include <vector>

#include "ui/evaluate/evaluation_scores.h"

namespace sigscope::ui {

/// The scores of maps, row by row: a header click sorts, the row under the pointer is looked at,
/// what chance may have made is grey.
class EvaluationTable : public QTableWidget {
    Q_OBJECT

public:
    explicit EvaluationTable(QWidget* parent = nullptr);

    /// `pens`: of each map's curves.
    void show(std::vector<EvaluatedMap> maps, std::vector<QPen> pens);
    [[nodiscard]] const std::vector<ScoreRow>& rows() const { return m_rows; }

    /// To the clipboard.
    void copyAs(TableFormat format) const;

    /// No more than it needs at least: what is around it has room first.
    [[nodiscard]] QSize sizeHint() const override { return {0, minimumHeight()}; }

Q_SIGNALS:
    /// The map of the row under the pointer; nothing where there is none.
    void hovered(std::optional<std::size_t> map);
    void chosen(std::size_t map);
    /// The row of the controls was clicked or entered.
    void controlsChosen();

protected:
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void sortBy(int column);
    void fill();
    void fillRow(int row);
    void choose(int row);
    [[nodiscard]] QString explanationOf(const ScoreRow& row, ScoreColumn column) const;

    std::vector<EvaluatedMap> m_maps;
    std::vector<QPen> m_pens;
    std::vector<ScoreRow> m_rows;
    ScoreColumn m_column = ScoreColumn::DiffId;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

}  // namespace sigscope::ui
