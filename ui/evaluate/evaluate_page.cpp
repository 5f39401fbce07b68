#include "ui/evaluate/evaluate_page.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <utility>

#include "ui/evaluate/evaluate_foot.h"
#include "ui/evaluate/evaluate_tools.h"
#include "ui/evaluate/evaluation_table.h"
#include "ui/evaluate/mean_table.h"
#include "ui/evaluate/quiet_scroll_area.h"
#include "ui/evaluate/randomisation_row.h"
#include "ui/evaluate/strip_results.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr std::chrono::milliseconds refreshPause(100);
constexpr int shiftLeap = 5;  ///< Steps of an arrow key with Shift.

/// A column in a scroll area that takes what it needs at least. Labels that wrap have heights for
/// widths, and by these a scroll area gives all that is in it its preferred height.
class ScrolledColumn final : public QVBoxLayout {
public:
    using QVBoxLayout::QVBoxLayout;
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

}  // namespace

EvaluatePage::EvaluatePage(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_runs(new EvaluationRuns(engine, this)),
      m_overStrip(new StripEvaluation(engine, this)),
      m_tools(new EvaluateTools(this)),
      m_stack(new QStackedWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_tools);
    layout->addWidget(makeContent(engine), 1);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshPause);
    connectParts();
    connectStrip();
    addCopying();
    showPrediction();
}

void EvaluatePage::addCopying() {
    auto* copy = new QAction(tr("Copy the table"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copy, &QAction::triggered, this, [this] {
        if (m_subject == Subject::Strip) return m_stripResults->copyAs(TableFormat::Tsv);
        m_results->table().copyAs(TableFormat::Tsv);
    });
    addAction(copy);
}

void EvaluatePage::connectParts() {
    connect(&m_refresh, &QTimer::timeout, this, &EvaluatePage::showRuns);
    connect(m_runs, &EvaluationRuns::changed, this, [this] {
        // What ends is shown at once.
        if (!m_runs->running()) return showRuns();
        if (!m_refresh.isActive()) m_refresh.start();
    });
    connect(m_tools, &EvaluateTools::runAsked, this, &EvaluatePage::run);
    connect(m_tools, &EvaluateTools::cancelAsked, m_runs, &EvaluationRuns::cancel);
    connect(m_tools, &EvaluateTools::changed, this, &EvaluatePage::showPrediction);
    connect(m_runEmpty, &QPushButton::clicked, this, &EvaluatePage::run);
    connect(m_results, &EvaluationResults::chosen, this,
            [this] { m_randomisation->setMap(mapToRandomise()); });
}

void EvaluatePage::connectStrip() {
    connect(m_tools, &EvaluateTools::cancelAsked, m_overStrip, &StripEvaluation::cancel);
    connect(m_overStrip, &StripEvaluation::changed, this, &EvaluatePage::showRuns);
    connect(m_foot, &EvaluateFoot::overStripAsked, this, &EvaluatePage::runOverStrip);
    connect(m_foot, &EvaluateFoot::pictureAsked, this, [this] {
        m_subject = Subject::Picture;
        showRuns();
    });
}

QWidget* EvaluatePage::makeContent(Engine& engine) {
    auto* content = new QWidget(this);
    m_stack->addWidget(makeEmptyState());
    m_results = new EvaluationResults(*m_runs, engine.catalogue(), m_stack);
    m_stack->addWidget(m_results);
    m_stripResults = new StripResults(*m_overStrip, engine.catalogue(), m_stack);
    m_stack->addWidget(m_stripResults);
    m_foot = new EvaluateFoot(content);
    m_randomisation = new RandomisationRow(engine, content);
    auto* column = new ScrolledColumn(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
    column->addWidget(m_stack, 1);
    column->addWidget(m_foot);
    column->addWidget(m_randomisation);
    // In a small window there is more than it has room for.
    return new QuietScrollArea(content, this);
}

QWidget* EvaluatePage::makeEmptyState() {
    auto* empty = new QWidget(this);
    auto* layout = new QVBoxLayout(empty);
    layout->setSpacing(2 * Theme::grid);
    auto* title = new QLabel(tr("Does the map point at what the model uses? Pixels are removed, "
                                "most important first."),
                             empty);
    title->setAlignment(Qt::AlignCenter);
    title->setWordWrap(true);
    m_runEmpty = new QPushButton(empty);
    layout->addStretch();
    layout->addWidget(title);
    layout->addWidget(m_runEmpty, 0, Qt::AlignHCenter);
    layout->addStretch();
    return empty;
}

void EvaluatePage::offer(std::vector<MapsToEvaluate::Map> maps) {
    const std::filesystem::path picture =
        maps.empty() ? std::filesystem::path() : maps.front().request.image;
    const bool another = !maps.empty() && picture != m_picture;
    m_tools->offer(std::move(maps));
    if (!another) return;
    m_picture = picture;
    m_results->stopPlaying();
    m_randomisation->clear();
    m_runs->start({});
}

void EvaluatePage::setPictures(std::vector<std::filesystem::path> pictures) {
    if (pictures == m_pictures) return;
    m_pictures = std::move(pictures);
    m_overStrip->cancel();
    showPrediction();
}

void EvaluatePage::run() {
    m_subject = Subject::Picture;
    m_results->begin();
    m_runs->start(m_tools->question());
    // The empty table and charts are there before the first number is.
    showRuns();
    if (showsResults()) focusCurves();
}

void EvaluatePage::runOverStrip() {
    m_subject = Subject::Strip;
    m_results->stopPlaying();
    m_overStrip->start(m_tools->question(), m_pictures);
    m_stripResults->means().setFocus(Qt::OtherFocusReason);
}

void EvaluatePage::showRuns() {
    if (m_subject == Subject::Strip) {
        m_stack->setCurrentWidget(m_stripResults);
        m_stripResults->refresh();
        m_foot->showBeside(EvaluateFoot::Beside::Strip);
    } else {
        const bool measured = !m_runs->maps().empty();
        m_stack->setCurrentIndex(measured ? 1 : 0);
        m_results->refresh();
        m_foot->showBeside(measured ? EvaluateFoot::Beside::Picture
                                    : EvaluateFoot::Beside::Nothing);
    }
    showPrediction();
}

void EvaluatePage::showPrediction() {
    const MapsToEvaluate asked = m_tools->question();
    const auto seconds = m_runs->predictedSeconds(asked);
    for (QPushButton* button : {&m_tools->runButton(), m_runEmpty})
        promptRun(*button, asked, seconds);
    m_foot->offer({asked.maps.size(), m_pictures.size(),
                   m_overStrip->picturesLeft(asked, m_pictures), m_overStrip->running(),
                   m_overStrip->predictedSeconds(asked, m_pictures)});
    showProgress();
    m_randomisation->setMap(mapToRandomise());
}

void EvaluatePage::showProgress() {
    std::optional<QString> progress;
    if (m_runs->running())
        progress = tr("%1 of %2")
                       .arg(std::ranges::count_if(m_runs->maps(), &EvaluatedMap::isOver))
                       .arg(m_runs->maps().size());
    else if (m_overStrip->running())
        progress =
            tr("%1 of %2 pictures").arg(m_overStrip->done().size()).arg(m_overStrip->total());
    m_tools->showProgress(progress);
}

std::optional<MapsToEvaluate::Map> EvaluatePage::mapToRandomise() const {
    if (const auto map = m_results->chosenMap()) {
        const EvaluatedMap& chosen = m_runs->maps()[*map];
        return MapsToEvaluate::Map{chosen.title, chosen.asked.request, chosen.asked.map};
    }
    auto offered = m_tools->question().maps;
    return offered.empty() ? std::nullopt : std::optional(std::move(offered.front()));
}

bool EvaluatePage::showsResults() const {
    return m_stack->currentWidget() == m_results;
}

void EvaluatePage::focusCurves() {
    m_results->chart(RemovalGame::Deletion).setFocus(Qt::OtherFocusReason);
}

bool EvaluatePage::event(QEvent* event) {
    // The keys of the path's transport are this view's while it is there.
    if (event->type() == QEvent::ShortcutOverride &&
        (showsResults() || m_subject == Subject::Strip)) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Space) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void EvaluatePage::keyPressEvent(QKeyEvent* event) {
    if (!showsResults()) return QWidget::keyPressEvent(event);
    const int points = event->modifiers() & Qt::ShiftModifier ? shiftLeap : 1;
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
            m_results->stopPlaying();
            m_results->step(event->key() == Qt::Key_Left ? -points : points);
            return;
        case Qt::Key_Space:
            m_results->togglePlay();
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void EvaluatePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showPrediction();
    // Keys are meant for what is seen; who walks through the tabs by keyboard stays there.
    if (showsResults() && !qobject_cast<QTabBar*>(QApplication::focusWidget())) focusCurves();
}

void EvaluatePage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_results->stopPlaying();
}

}  // namespace sigscope::ui
