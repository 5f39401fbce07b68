#include "ui/evaluate/score_columns_table.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>

#include "ui/evaluate/score_table.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

ScoreColumnsTable::ScoreColumnsTable(const QString& name, int leastRows, QWidget* parent)
    : QTableWidget(0, scoreColumnCount, parent) {
    for (int i = 0; i < scoreColumnCount; ++i) {
        const auto column = static_cast<ScoreColumn>(i);
        auto* title = new QTableWidgetItem(scoreTitle(column));
        title->setToolTip(scoreHelp(column));
        title->setFont(smallFont());  // By which the column's width is reckoned.
        setHorizontalHeaderItem(i, title);
    }
    dressScoreTable(*this, name, leastRows);
    QHeaderView* header = horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(static_cast<int>(m_column), m_order);
    connect(header, &QHeaderView::sectionClicked, this, &ScoreColumnsTable::sortBy);
}

void ScoreColumnsTable::sortBy(int column) {
    const auto chosen = static_cast<ScoreColumn>(column);
    if (chosen == m_column)
        m_order = m_order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    else
        m_order = bestFirst(chosen);
    m_column = chosen;
    horizontalHeader()->setSortIndicator(column, m_order);
    fill();
    Q_EMIT sorted();
}

void ScoreColumnsTable::writeName(int row, const QString& title, const QPen& pen, bool isChance) {
    writeScore(row, ScoreColumn::Method, title, title, isChance);
    item(row, static_cast<int>(ScoreColumn::Method))
        ->setIcon(QIcon(lineSample(pen, devicePixelRatioF())));
}

void ScoreColumnsTable::writeScore(int row, ScoreColumn column, const QString& text,
                                   const QString& help, bool isChance) {
    QTableWidgetItem& cell = scoreCell(*this, row, static_cast<int>(column));
    cell.setText(text);
    cell.setToolTip(help);
    cell.setForeground(isChance ? Theme::current().muted : Theme::current().text);
}

void ScoreColumnsTable::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    addCopyActions(menu, [this](TableFormat format) { copyAs(format); });
    menu.exec(event->globalPos());
}

void ScoreColumnsTable::resizeEvent(QResizeEvent* event) {
    QTableWidget::resizeEvent(event);
    fitNames(*this);
}

void ScoreColumnsTable::changeEvent(QEvent* event) {
    QTableWidget::changeEvent(event);
    // Colours of cells are those of the theme.
    if (event->type() == QEvent::PaletteChange && rowCount() > 0) fill();
}

}  // namespace sigscope::ui
