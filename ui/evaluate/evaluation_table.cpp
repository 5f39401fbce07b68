#include "ui/evaluate/evaluation_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int sampleWidth = 3 * Theme::grid;
constexpr int tableRowHeight = 3 * Theme::grid;

/// A piece of a map's curve, as a legend has it.
QPixmap lineSample(const QPen& pen, double ratio) {
    QPixmap sample(QSize(sampleWidth, Theme::grid) * ratio);
    sample.setDevicePixelRatio(ratio);
    sample.fill(Qt::transparent);
    QPainter painter(&sample);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawLine(QPointF(1, Theme::grid / 2.0), QPointF(sampleWidth - 1, Theme::grid / 2.0));
    return sample;
}

QString helpOf(ScoreColumn column) {
    switch (column) {
        case ScoreColumn::Insertion:
            return EvaluationTable::tr(
                "Area under the probability while the most important pixels "
                "are put back: higher is better");
        case ScoreColumn::Deletion:
            return EvaluationTable::tr(
                "Area under the probability while the most important pixels "
                "are removed: lower is better");
        case ScoreColumn::DiffId:
            return EvaluationTable::tr(
                "Whether the class stays the likeliest without the least "
                "important, less whether without the most important: higher "
                "is better");
        case ScoreColumn::VersusRandom:
            return EvaluationTable::tr("DiffID less the mean of the random maps");
        case ScoreColumn::RoadMorf:
            return EvaluationTable::tr(
                "ROAD: mean probability with the most important pixels "
                "imputed: lower is better");
        case ScoreColumn::RoadLerf:
            return EvaluationTable::tr(
                "ROAD: mean probability with the least important pixels "
                "imputed: higher is better");
        case ScoreColumn::RoadGap:
            return EvaluationTable::tr("ROAD: LeRF less MoRF: higher is better");
        case ScoreColumn::CompletenessGap:
            return EvaluationTable::tr(
                "How far ΣA is from the change of f, of methods that promise "
                "to be complete");
        case ScoreColumn::Seconds:
            return EvaluationTable::tr("Seconds that the map took");
        case ScoreColumn::Method:
            break;
    }
    return {};
}

}  // namespace

EvaluationTable::EvaluationTable(QWidget* parent) : QTableWidget(0, scoreColumnCount, parent) {
    setAccessibleName(tr("Scores of the maps"));
    setFont(smallFont());
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setIconSize({sampleWidth, Theme::grid});
    setMinimumHeight(6 * tableRowHeight);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(tableRowHeight);
    for (int i = 0; i < scoreColumnCount; ++i) {
        const auto column = static_cast<ScoreColumn>(i);
        auto* title = new QTableWidgetItem(scoreTitle(column));
        title->setToolTip(helpOf(column));
        title->setTextAlignment((i == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        setHorizontalHeaderItem(i, title);
    }
    QHeaderView* header = horizontalHeader();
    header->setFont(smallFont());
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->setMinimumSectionSize(5 * Theme::grid);
    header->setSortIndicator(static_cast<int>(m_column), m_order);
    connect(header, &QHeaderView::sectionClicked, this, &EvaluationTable::sortBy);
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

void EvaluationTable::sortBy(int column) {
    const auto chosen = static_cast<ScoreColumn>(column);
    if (chosen == m_column)
        m_order = m_order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    else
        m_order = bestFirst(chosen);
    m_column = chosen;
    horizontalHeader()->setSortIndicator(column, m_order);
    fill();
}

void EvaluationTable::fill() {
    m_rows = scoreRows(m_maps, m_column, m_order);
    setRowCount(static_cast<int>(m_rows.size()));
    for (int row = 0; row < rowCount(); ++row) fillRow(row);
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
    for (int i = 0; i < scoreColumnCount; ++i) {
        const auto column = static_cast<ScoreColumn>(i);
        QTableWidgetItem* cell = item(row, i);
        if (!cell) setItem(row, i, cell = new QTableWidgetItem);
        const bool isName = column == ScoreColumn::Method;
        cell->setText(isName ? scores.title
                             : scoreText(scores.scores[static_cast<std::size_t>(i)], column));
        cell->setTextAlignment((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        cell->setToolTip(isName ? scores.title : explanationOf(scores, column));
        const bool isChance = !scores.map || (column == ScoreColumn::DiffId && scores.isLikeBest) ||
                              (column == ScoreColumn::VersusRandom && scores.isLikeRandom);
        cell->setForeground(isChance ? Theme::current().muted : Theme::current().text);
        if (!isName) continue;
        const QPen pen = scores.map ? m_pens[*scores.map] : QPen(Theme::current().muted, 4);
        cell->setIcon(QIcon(lineSample(pen, devicePixelRatioF())));
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
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(tableText(scoreTable(m_rows), format)));
}

void EvaluationTable::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(tr("Copy the table"), this, [this] { copyAs(TableFormat::Tsv); });
    menu.addAction(tr("Copy as Markdown"), this, [this] { copyAs(TableFormat::Markdown); });
    menu.addAction(tr("Copy as LaTeX"), this, [this] { copyAs(TableFormat::Latex); });
    menu.exec(event->globalPos());
}

void EvaluationTable::leaveEvent(QEvent* event) {
    QTableWidget::leaveEvent(event);
    Q_EMIT hovered(std::nullopt);
}

void EvaluationTable::changeEvent(QEvent* event) {
    QTableWidget::changeEvent(event);
    // Colours of cells are those of the theme.
    if (event->type() == QEvent::PaletteChange && !m_rows.empty()) fill();
}

}  // namespace sigscope::ui
