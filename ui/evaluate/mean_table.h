#pragma once

#include <QPen>
#include <vector>

#include "ui/evaluate/score_columns_table.h"
#include "ui/evaluate/strip_scores.h"

namespace sigscope::ui {

/// The mean scores of maps over several pictures, with their standard deviations; what chance may
/// have made is grey.
class MeanTable : public ScoreColumnsTable {
    Q_OBJECT

public:
    explicit MeanTable(QWidget* parent = nullptr);

    /// `pens`: of each map's method.
    void show(std::vector<PictureScores> pictures, std::vector<QPen> pens);
    [[nodiscard]] const std::vector<MeanRow>& rows() const { return m_rows; }

    void copyAs(TableFormat format) const override;

protected:
    void fill() override;

private:
    void fillRow(int row);

    std::vector<PictureScores> m_pictures;
    std::vector<QPen> m_pens;
    std::vector<MeanRow> m_rows;
};

}  // namespace sigscope::ui
