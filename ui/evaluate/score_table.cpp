#include "ui/evaluate/score_table.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QTableWidget>
#include <algorithm>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int sampleWidth = 3 * Theme::grid;
constexpr int tableRowHeight = 3 * Theme::grid;
constexpr int leastColumnWidth = 4 * Theme::grid;

Qt::Alignment alignmentOf(int column) {
    return (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

}  // namespace

void dressScoreTable(QTableWidget& table, const QString& name, int rows) {
    table.setAccessibleName(name);
    table.setFont(smallFont());
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setShowGrid(false);
    table.setFrameShape(QFrame::NoFrame);
    table.setTabKeyNavigation(false);
    table.setIconSize({sampleWidth, Theme::grid});
    table.setMinimumHeight(rows * tableRowHeight);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(tableRowHeight);
    QHeaderView* header = table.horizontalHeader();
    header->setFont(smallFont());
    header->setHighlightSections(false);
    header->setMinimumSectionSize(leastColumnWidth);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 0; column < table.columnCount(); ++column)
        if (QTableWidgetItem* title = table.horizontalHeaderItem(column))
            title->setTextAlignment(alignmentOf(column));
}

void fitNames(QTableWidget& table) {
    QHeaderView& header = *table.horizontalHeader();
    const QAbstractItemView& view = table;  // Whose hints are public.
    const auto wanted = [&](int column) {
        return std::max({view.sizeHintForColumn(column), header.sectionSizeHint(column),
                         header.minimumSectionSize()});
    };
    int width = 0;
    for (int column = 0; column < table.columnCount(); ++column) width += wanted(column);
    header.setSectionResizeMode(0, width > table.viewport()->width() ? QHeaderView::ResizeToContents
                                                                     : QHeaderView::Stretch);
}

QTableWidgetItem& scoreCell(QTableWidget& table, int row, int column) {
    QTableWidgetItem* cell = table.item(row, column);
    if (cell == nullptr) table.setItem(row, column, cell = new QTableWidgetItem);
    cell->setTextAlignment(alignmentOf(column));
    return *cell;
}

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

QPen controlPen() {
    constexpr double band = 4;
    return {Theme::current().muted, band};
}

void addCopyActions(QMenu& menu, const std::function<void(TableFormat)>& copy) {
    const auto text = [](const char* english) {
        return QCoreApplication::translate("ScoreTable", english);
    };
    for (const auto& [title, format] : {std::pair(text("Copy the table"), TableFormat::Tsv),
                                        std::pair(text("Copy as Markdown"), TableFormat::Markdown),
                                        std::pair(text("Copy as LaTeX"), TableFormat::Latex)})
        menu.addAction(title, [copy, format = format] { copy(format); });
}

void copyTable(const Table& table, TableFormat format) {
    QGuiApplication::clipboard()->setText(QString::fromStdString(tableText(table, format)));
}

}  // namespace sigscope::ui
