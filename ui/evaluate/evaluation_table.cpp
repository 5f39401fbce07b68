#include "ui/evaluate/evaluation_table.h"

#include <utility>

#include "ui/evaluate/score_table.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int leastScoreRows = 6;

}  // namespace

EvaluationTable::EvaluationTable(QWidget* parent)
    : ScoreColumnsTable(tr("Scores of the maps"), leastScoreRows, parent) {
    setMouseTracking(true);
    connect(this, &QTableWidget::cellEntered, this,
            [this](int row, int) { Q_EMIT hovered(m_rows[static_cast<std::size_t>(row)].map); });
    connect(this, &QTableWidget::cellClicked, this, [this](int row, int) { choose(row); });
    connect(this, &QTableWidget::cellActivated, this, [this](int row, int) { choose(row); });
}

void EvaluationTable::show(std::vector<EvaluatedMap> maps, std::vector<QPen> pens) {
    m_maps = std::move(maps);
    m_pens = std::move(pens);
    fill();
}

void EvaluationTable::fill() {
    m_rows = scoreRows(m_maps, sortColumn(), sortOrder());
    setRowCount(static_cast<int>(m_rows.size()));
    for (int row = 0; row < rowCount(); ++row) fillRow(row);
    fitNames(*this);
}

QString EvaluationTable::explanationOf(const ScoreRow& row, ScoreColumn column) const {
    const MapScore& score = row.scores[static_cast<std::size_t>(column)];
    if (!score.value) return QString::fromStdString(score.why);
    if (column == ScoreColumn::VersusRandom && row.isLikeRandom)
        return tr("not distinguishable from random maps");
    if (column != ScoreColumn::DiffId || !row.map) return {};
    QString text = row.isLikeBest ? tr("not distinguishable from the best") : QString();
    const auto& evaluation = m_maps[*row.map].evaluation;
    if (evaluation && evaluation->softDiffId.value) {
        if (!text.isEmpty()) text += QLatin1Char('\n');
        text += tr("of probabilities: %1").arg(scoreText(evaluation->softDiffId, column));
    }
    return text;
}

void EvaluationTable::fillRow(int row) {
    const ScoreRow& scores = m_rows[static_cast<std::size_t>(row)];
    writeName(row, scores.title, scores.map ? m_pens[*scores.map] : controlPen(),
              isChance(scores, ScoreColumn::Method));
    for (int i = 1; i < scoreColumnCount; ++i) {
        const auto column = static_cast<ScoreColumn>(i);
        writeScore(row, column, scoreText(scores.scores[static_cast<std::size_t>(i)], column),
                   explanationOf(scores, column), isChance(scores, column));
    }
}

void EvaluationTable::choose(int row) {
    const ScoreRow& scores = m_rows[static_cast<std::size_t>(row)];
    if (scores.map)
        Q_EMIT chosen(*scores.map);
    else
        Q_EMIT controlsChosen();
}

void EvaluationTable::copyAs(TableFormat format) const {
    copyTable(scoreTable(m_rows), format);
}

void EvaluationTable::leaveEvent(QEvent* event) {
    QTableWidget::leaveEvent(event);
    Q_EMIT hovered(std::nullopt);
}

}  // namespace sigscope::ui
