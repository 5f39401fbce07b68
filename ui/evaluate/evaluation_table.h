#pragma once

#include <QPen>
#include <optional>
#include <vector>

#include "ui/evaluate/score_columns_table.h"

namespace sigscope::ui {

/// The scores of maps, row by row: a header click sorts, the row under the pointer is looked at,
/// what chance may have made is grey.
class EvaluationTable : public ScoreColumnsTable {
    Q_OBJECT

public:
    explicit EvaluationTable(QWidget* parent = nullptr);

    /// `pens`: of each map's curves.
    void show(std::vector<EvaluatedMap> maps, std::vector<QPen> pens);
    [[nodiscard]] const std::vector<ScoreRow>& rows() const { return m_rows; }

    void copyAs(TableFormat format) const override;

Q_SIGNALS:
    /// The map of the row under the pointer; nothing where there is none.
    void hovered(std::optional<std::size_t> map);
    void chosen(std::size_t map);
    /// The row of the controls was clicked or entered.
    void controlsChosen();

protected:
    void leaveEvent(QEvent* event) override;
    void fill() override;

private:
    void fillRow(int row);
    void choose(int row);
    [[nodiscard]] QString explanationOf(const ScoreRow& row, ScoreColumn column) const;

    std::vector<EvaluatedMap> m_maps;
    std::vector<QPen> m_pens;
    std::vector<ScoreRow> m_rows;
};

}  // namespace sigscope::ui
