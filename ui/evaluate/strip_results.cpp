#include "ui/evaluate/strip_results.h"

#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/controls/muted_label.h"
#include "ui/evaluate/mean_table.h"
#include "ui/evaluate/method_pen.h"
#include "ui/evaluate/score_table.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int leastPictureRows = 5;

}  // namespace

StripResults::StripResults(const StripEvaluation& evaluation, const Catalogue& catalogue,
                           QWidget* parent)
    : QWidget(parent), m_evaluation(evaluation), m_catalogue(catalogue) {
    makeTables();
    arrange();
}

void StripResults::makeTables() {
    m_means = new MeanTable(this);
    m_pictures = new QTableWidget(this);
    setColumns({tr("picture")});
    m_pictures->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_pictures, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        QMenu menu(this);
        addCopyActions(menu, [this](TableFormat format) {
            copyTable(pictureTable(m_evaluation.done()), format);
        });
        menu.exec(m_pictures->viewport()->mapToGlobal(place));
    });
    connect(m_means, &MeanTable::sorted, this, &StripResults::fillPictures);
}

void StripResults::arrange() {
    m_meansTitle = mutedLabel({}, this);
    m_picturesTitle = mutedLabel({}, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    column->addWidget(m_meansTitle);
    column->addWidget(m_means, 2);
    column->addSpacing(Theme::grid / 2);
    column->addWidget(m_picturesTitle);
    column->addWidget(m_pictures, 3);
}

ScoreColumn StripResults::shownScore() const {
    const ScoreColumn sorted = m_means->sortColumn();
    return sorted == ScoreColumn::Method ? ScoreColumn::DiffId : sorted;
}

void StripResults::refresh() {
    std::vector<QPen> pens;
    for (const MapsToEvaluate::Map& map : m_evaluation.asked().maps)
        pens.push_back(methodPen(m_catalogue, map.request.method));
    m_meansTitle->setText(tr("Mean ± standard deviation over %1 of %2 pictures")
                              .arg(m_evaluation.done().size())
                              .arg(m_evaluation.total()));
    m_means->show(m_evaluation.done(), std::move(pens));
    fillPictures();
}

void StripResults::fillPictures() {
    const auto& done = m_evaluation.done();
    m_picturesTitle->setText(tr("%1 of each picture").arg(scoreTitle(shownScore())));
    // A picture whose maps all failed has no controls.
    const auto longest = std::ranges::max_element(
        done, {}, [](const PictureScores& picture) { return picture.rows.size(); });
    QStringList titles{tr("picture")};
    if (longest != done.end())
        for (const ScoreRow& row : longest->rows) titles << row.title;
    setColumns(titles);
    m_pictures->setRowCount(static_cast<int>(done.size()));
    for (int row = 0; row < m_pictures->rowCount(); ++row) fillPicture(row);
    fitNames(*m_pictures);
}

void StripResults::setColumns(const QStringList& titles) {
    const bool others = titles.size() != m_pictures->columnCount();
    m_pictures->setColumnCount(static_cast<int>(titles.size()));
    m_pictures->setHorizontalHeaderLabels(titles);
    if (others) dressScoreTable(*m_pictures, tr("Scores of the pictures"), leastPictureRows);
}

void StripResults::fillPicture(int row) {
    const PictureScores& picture = m_evaluation.done()[static_cast<std::size_t>(row)];
    QTableWidgetItem& name = scoreCell(*m_pictures, row, 0);
    name.setText(QString::fromStdString(picture.picture.filename().string()));
    name.setToolTip(QString::fromStdString(picture.picture.string()));
    name.setForeground(Theme::current().text);
    for (int column = 1; column < m_pictures->columnCount(); ++column) {
        QTableWidgetItem& cell = scoreCell(*m_pictures, row, column);
        const auto place = static_cast<std::size_t>(column - 1);
        const ScoreRow* map = place < picture.rows.size() ? &picture.rows[place] : nullptr;
        const MapScore score =
            map ? map->scores[static_cast<std::size_t>(shownScore())] : MapScore();
        cell.setText(scoreText(score, shownScore()));
        cell.setToolTip(QString::fromStdString(score.why));
        cell.setForeground(map && map->map ? Theme::current().text : Theme::current().muted);
    }
}

void StripResults::copyAs(TableFormat format) const {
    if (m_pictures->hasFocus()) return copyTable(pictureTable(m_evaluation.done()), format);
    m_means->copyAs(format);
}

void StripResults::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitNames(*m_pictures);
}

void StripResults::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    // Colours of cells are those of the theme.
    if (event->type() == QEvent::PaletteChange && m_pictures != nullptr) fillPictures();
}

}  // namespace sigscope::ui
