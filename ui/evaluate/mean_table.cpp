#include "ui/evaluate/mean_table.h"

#include <utility>

#include "ui/evaluate/score_table.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int leastMeanRows = 4;

/// Over how many pictures, what chance may have made, and what a picture lacks: a line for each.
QString explanationOfMean(const MeanRow& row, ScoreColumn column) {
    const MeanScore& score = row.scores[static_cast<std::size_t>(column)];
    QStringList lines;
    if (score.mean)
        lines << (score.pictures == 1 ? MeanTable::tr("of one picture")
                                      : MeanTable::tr("of %1 pictures").arg(score.pictures));
    if (column == ScoreColumn::DiffId && row.isLikeBest)
        lines << MeanTable::tr("not distinguishable from the best over these pictures");
    if (column == ScoreColumn::VersusRandom && row.isLikeRandom)
        lines << MeanTable::tr("not distinguishable from random maps over these pictures");
    if (!score.why.empty()) lines << QString::fromStdString(score.why);
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

MeanTable::MeanTable(QWidget* parent)
    : ScoreColumnsTable(tr("Mean scores over the pictures"), leastMeanRows, parent) {}

void MeanTable::show(std::vector<PictureScores> pictures, std::vector<QPen> pens) {
    m_pictures = std::move(pictures);
    m_pens = std::move(pens);
    fill();
}

void MeanTable::fill() {
    m_rows = meanRows(m_pictures, sortColumn(), sortOrder());
    setRowCount(static_cast<int>(m_rows.size()));
    for (int row = 0; row < rowCount(); ++row) fillRow(row);
    fitNames(*this);
}

void MeanTable::fillRow(int row) {
    const MeanRow& means = m_rows[static_cast<std::size_t>(row)];
    writeName(row, means.title, means.map ? m_pens[*means.map] : controlPen(),
              isChance(means, ScoreColumn::Method));
    for (int i = 1; i < scoreColumnCount; ++i) {
        const auto column = static_cast<ScoreColumn>(i);
        writeScore(row, column, meanText(means.scores[static_cast<std::size_t>(i)], column),
                   explanationOfMean(means, column), isChance(means, column));
    }
}

void MeanTable::copyAs(TableFormat format) const {
    copyTable(meanTable(m_rows), format);
}

}  // namespace sigscope::ui
