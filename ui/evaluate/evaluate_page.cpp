#include "ui/evaluate/evaluate_page.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "ui/controls/muted_label.h"
#include "ui/evaluate/evaluation_table.h"
#include "ui/evaluate/map_choice.h"
#include "ui/evaluate/method_pen.h"
#include "ui/evaluate/quiet_scroll_area.h"
#include "ui/evaluate/randomisation_row.h"
#include "ui/evaluate/removed_view.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr std::chrono::milliseconds refreshPause(100);
constexpr std::chrono::milliseconds playPause(80);  ///< A step; 50 of them take four seconds.
constexpr int shiftLeap = 5;                        ///< Steps of an arrow key with Shift.

QList<QPointF> removalCurveOf(const EvaluatedMap& map, RemovalGame game) {
    QList<QPointF> curve;
    if (!map.evaluation) return curve;
    for (const RemovalPoint& point : removalPointsOf(*map.evaluation, game))
        curve.append({point.share, point.probability});
    return curve;
}

template <typename Value>
QComboBox* valueCombo(const QString& name, const QString& help,
                      const std::vector<std::pair<QString, Value>>& choices, QWidget* parent) {
    auto* combo = new QComboBox(parent);
    combo->setAccessibleName(name);
    combo->setToolTip(help);
    for (const auto& [title, value] : choices) combo->addItem(title, static_cast<int>(value));
    return combo;
}

QSpinBox* countBox(const QString& name, const QString& help, int low, int high, int value,
                   QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setAccessibleName(name);
    box->setToolTip(help);
    box->setRange(low, high);
    box->setValue(value);
    return box;
}

}  // namespace

EvaluatePage::EvaluatePage(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_engine(engine),
      m_runs(new EvaluationRuns(engine, this)),
      m_stack(new QStackedWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::grid);
    layout->addWidget(makeToolBar());
    layout->addWidget(makeContent(), 1);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshPause);
    m_playing.setInterval(playPause);
    connect(&m_refresh, &QTimer::timeout, this, &EvaluatePage::showRuns);
    connect(&m_playing, &QTimer::timeout, this, [this] {
        step(1);
        if (m_share >= 1) m_playing.stop();
    });
    connect(m_runs, &EvaluationRuns::changed, this, [this] {
        // What ends is shown at once.
        if (!m_runs->running()) return showRuns();
        if (!m_refresh.isActive()) m_refresh.start();
    });
    auto* copy = new QAction(tr("Copy the table"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copy, &QAction::triggered, this, [this] { m_table->copyAs(TableFormat::Tsv); });
    addAction(copy);
    showPrediction();
}

QWidget* EvaluatePage::makeToolBar() {
    auto* bar = new QWidget(this);
    m_maps = new MapChoice(bar);
    m_fill = valueCombo<RemovalFill>(
        tr("Fill"),
        tr("What takes the place of removed pixels, and what insertion begins with.\nMean: the "
           "picture's mean colour. Zero: the mean colour of the training data. Blur: the blurred "
           "picture."),
        {{tr("mean"), RemovalFill::PictureMean},
         {tr("zero"), RemovalFill::Zero},
         {tr("blur"), RemovalFill::Blur}},
        bar);
    m_rank = valueCombo<PixelRank>(
        tr("Rank"),
        tr("What ranks a pixel: the sum of its channels' magnitudes, the magnitude of their sum, "
           "or their sum, by which evidence against the class comes last"),
        {{QStringLiteral("Σ|A|"), PixelRank::SumOfMagnitudes},
         {QStringLiteral("|ΣA|"), PixelRank::MagnitudeOfSum},
         {QStringLiteral("ΣA"), PixelRank::SignedSum}},
        bar);
    m_points =
        countBox(tr("Points"), tr("Steps of each curve"), 5, 500, RemovalOptions().points, bar);
    m_random = countBox(tr("Random"),
                        tr("Random maps, the control: a map that does no better says nothing"), 0,
                        50, MapsToEvaluate().randomMaps, bar);
    m_run = new QPushButton(bar);
    m_run->setObjectName(QStringLiteral("evaluateRun"));
    m_cancel = new QPushButton(tr("Cancel"), bar);
    m_summary = mutedLabel({}, bar);

    auto* column = new QVBoxLayout(bar);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    auto* what = new QHBoxLayout();
    auto* how = new QHBoxLayout();
    for (QHBoxLayout* row : {what, how}) {
        row->setSpacing(Theme::grid);
        column->addLayout(row);
    }
    addLabelled(*what, tr("Measure"), m_maps);
    addLabelled(*what, tr("Fill"), m_fill);
    addLabelled(*what, tr("Rank"), m_rank);
    what->addStretch();
    addLabelled(*how, tr("Points"), m_points);
    addLabelled(*how, tr("Random ×"), m_random);
    how->addWidget(m_summary);
    how->addStretch();
    how->addWidget(m_run);
    how->addWidget(m_cancel);
    connect(m_run, &QPushButton::clicked, this, &EvaluatePage::run);
    connect(m_cancel, &QPushButton::clicked, m_runs, &EvaluationRuns::cancel);
    connect(m_maps, &MapChoice::changed, this, &EvaluatePage::showPrediction);
    for (QComboBox* combo : {m_fill, m_rank})
        connect(combo, &QComboBox::currentIndexChanged, this, &EvaluatePage::showPrediction);
    for (QSpinBox* box : {m_points, m_random})
        connect(box, &QSpinBox::valueChanged, this, &EvaluatePage::showPrediction);
    return bar;
}

QWidget* EvaluatePage::makeContent() {
    auto* content = new QWidget(this);
    m_stack->addWidget(makeEmptyState());
    m_stack->addWidget(makeResults());
    m_randomisation = new RandomisationRow(m_engine, content);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
    column->addWidget(m_stack, 1);
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
    // No height for its width, by which a scroll area would give all its preferred height.
    title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_runEmpty = new QPushButton(empty);
    connect(m_runEmpty, &QPushButton::clicked, this, &EvaluatePage::run);
    layout->addStretch();
    layout->addWidget(title);
    layout->addWidget(m_runEmpty, 0, Qt::AlignHCenter);
    layout->addStretch();
    return empty;
}

QWidget* EvaluatePage::makeResults() {
    auto* results = new QWidget(this);
    m_insertion =
        new RemovalChart(tr("Insertion"), tr("Share put back, higher is better"), results);
    m_deletion = new RemovalChart(tr("Deletion"), tr("Share removed, lower is better"), results);
    m_removed = new RemovedView(results);
    m_table = new EvaluationTable(results);
    connectChart(m_insertion, RemovalGame::Insertion);
    connectChart(m_deletion, RemovalGame::Deletion);
    connect(m_table, &EvaluationTable::hovered, this, &EvaluatePage::look);
    connect(m_table, &EvaluationTable::controlsChosen, this, &EvaluatePage::toggleControls);
    connect(m_table, &EvaluationTable::chosen, this, &EvaluatePage::choose);

    auto* charts = new QHBoxLayout();
    charts->setSpacing(Theme::grid);
    const std::pair<QString, QWidget*> titled[] = {{tr("Insertion"), m_insertion},
                                                   {tr("Deletion"), m_deletion}};
    for (const auto& [title, chart] : titled) {
        auto* column = new QVBoxLayout();
        column->setSpacing(Theme::grid / 2);
        column->addWidget(mutedLabel(title, results));
        column->addWidget(chart, 1);
        charts->addLayout(column, 1);
    }
    charts->addWidget(m_removed);
    auto* layout = new QVBoxLayout(results);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addLayout(charts, 3);
    layout->addWidget(m_table, 2);
    auto* caveat = mutedLabel(
        tr("One picture is no ranking. Grey: within the spread of the random maps."), results);
    layout->addWidget(caveat);
    return results;
}

void EvaluatePage::connectChart(RemovalChart* chart, RemovalGame game) {
    connect(chart, &RemovalChart::shareDragged, this, [this, game](double share) {
        m_playing.stop();
        m_game = game;
        setShare(share);
    });
    connect(chart, &RemovalChart::hovered, this, [this, game](std::optional<std::size_t> map) {
        if (map) m_game = game;
        look(map);
    });
    connect(chart, &RemovalChart::chosen, this, [this, game](std::size_t map) {
        m_game = game;
        choose(map);
    });
    connect(chart, &RemovalChart::bandClicked, this, &EvaluatePage::toggleControls);
}

void EvaluatePage::offer(std::vector<MapsToEvaluate::Map> maps) {
    const std::filesystem::path picture =
        maps.empty() ? std::filesystem::path() : maps.front().request.image;
    const bool another = !maps.empty() && picture != m_picture;
    m_maps->offer(std::move(maps));
    if (!another) return;
    m_picture = picture;
    m_playing.stop();
    m_randomisation->clear();
    m_runs->start({});
}

MapsToEvaluate EvaluatePage::question() const {
    return {m_maps->chosen(),
            m_random->value(),
            {static_cast<RemovalFill>(m_fill->currentData().toInt()), m_points->value(),
             static_cast<PixelRank>(m_rank->currentData().toInt())}};
}

void EvaluatePage::run() {
    m_playing.stop();
    m_chosen = 0;
    m_hovered.reset();
    m_runs->start(question());
    // The empty table and charts are there before the first number is.
    showRuns();
    if (m_stack->currentIndex() == 1) m_deletion->setFocus(Qt::OtherFocusReason);
}

std::vector<QPen> EvaluatePage::pens() const {
    const auto& methods = m_engine.catalogue().methods;
    std::vector<QPen> pens;
    for (const EvaluatedMap& map : m_runs->maps()) {
        const auto found = std::ranges::find(methods, map.asked.request.method, &MethodSpec::name);
        pens.push_back(methodPen(static_cast<int>(found - methods.begin()), Theme::curveWidth));
    }
    return pens;
}

void EvaluatePage::showRuns() {
    m_stack->setCurrentIndex(m_runs->maps().empty() ? 0 : 1);
    m_table->show(m_runs->maps(), pens());
    showCurves();
    showMoment();
    showPrediction();
}

void EvaluatePage::showCurves() {
    const std::vector<QPen> all = pens();
    for (const RemovalGame game : {RemovalGame::Insertion, RemovalGame::Deletion}) {
        std::vector<RemovalLine> maps, controls;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const EvaluatedMap& map = m_runs->maps()[i];
            // Controls come behind the maps, so that a curve has its map's number.
            (map.isControl() ? controls : maps).push_back({removalCurveOf(map, game), all[i]});
        }
        chart(game).setLines(std::move(maps), std::move(controls), m_controls);
        chart(game).setShare(m_share);
    }
}

std::optional<std::size_t> EvaluatePage::shownMap() const {
    const std::size_t map = m_hovered.value_or(m_chosen);
    const auto& maps = m_runs->maps();
    return map < maps.size() && !maps[map].isControl() ? std::optional(map) : std::nullopt;
}

std::optional<MapsToEvaluate::Map> EvaluatePage::mapToRandomise() const {
    const auto& maps = m_runs->maps();
    if (m_chosen < maps.size() && !maps[m_chosen].isControl()) {
        const EvaluatedMap& chosen = maps[m_chosen];
        return MapsToEvaluate::Map{chosen.title, chosen.asked.request, chosen.asked.map};
    }
    auto offered = m_maps->chosen();
    return offered.empty() ? std::nullopt : std::optional(std::move(offered.front()));
}

void EvaluatePage::showMoment() {
    const auto shown = shownMap();
    for (RemovalChart* chart : {m_insertion, m_deletion}) chart->setEmphasised(shown);
    if (!shown) return m_removed->show(std::nullopt);
    const EvaluatedMap& map = m_runs->maps()[*shown];
    if (!map.evaluation || !map.evaluation->removal) return m_removed->show(std::nullopt);
    const RemovalPoint* point = removalPointAt(removalPointsOf(*map.evaluation, m_game), m_share);
    if (!point) return m_removed->show(std::nullopt);
    const Scene& scene = *map.asked.map->scene;
    RemovedMoment moment;
    const QString title =
        m_game == RemovalGame::Deletion ? tr("%1 removed · %2") : tr("%1 put back · %2");
    moment.title = title.arg(percentText(point->share), map.title);
    moment.picture = removalPicture(scene.seen, *map.evaluation->removal, m_game, point->share);
    moment.target = scene.target;
    moment.target.probability = point->probability;
    moment.before = scene.target.probability;
    moment.top = point->top;
    m_removed->show(std::move(moment));
}

void EvaluatePage::showPrediction() {
    const MapsToEvaluate asked = question();
    const auto seconds = m_runs->predictedSeconds(asked);
    QString text = tr("Run …");
    if (asked.maps.empty())
        text = tr("Run");
    else if (seconds)
        text = *seconds > 0 ? tr("Run %1").arg(predictionText(*seconds)) : tr("Run");
    for (QPushButton* button : {m_run, m_runEmpty}) {
        button->setText(text);
        button->setEnabled(!asked.maps.empty());
        button->setToolTip(asked.maps.empty() ? tr("Explain the picture first: a map is measured")
                                              : tr("Measures the chosen maps"));
    }
    m_cancel->setEnabled(m_runs->running());
    const auto& maps = m_runs->maps();
    const auto ended = std::ranges::count_if(maps, &EvaluatedMap::isOver);
    m_summary->setText(m_runs->running() ? tr("%1 of %2").arg(ended).arg(maps.size()) : QString());
    m_randomisation->setMap(mapToRandomise());
}

void EvaluatePage::setShare(double share) {
    m_share = std::clamp(share, 0.0, 1.0);
    for (RemovalChart* chart : {m_insertion, m_deletion}) chart->setShare(m_share);
    showMoment();
}

void EvaluatePage::step(int points) {
    const double each =
        1.0 / (m_runs->maps().empty() ? RemovalOptions().points
                                      : m_runs->maps().front().asked.options.points);
    setShare(std::round(m_share / each + points) * each);
}

void EvaluatePage::togglePlay() {
    if (m_playing.isActive()) return m_playing.stop();
    if (m_share >= 1) setShare(0);
    m_playing.start();
}

void EvaluatePage::look(std::optional<std::size_t> map) {
    m_hovered = map;
    showMoment();
}

void EvaluatePage::choose(std::size_t map) {
    m_chosen = map;
    showMoment();
    m_randomisation->setMap(mapToRandomise());
}

void EvaluatePage::toggleControls() {
    m_controls = m_controls == Controls::Band ? Controls::PerSeed : Controls::Band;
    showCurves();
}

bool EvaluatePage::event(QEvent* event) {
    // The keys of the path's transport are this view's while it is there.
    if (event->type() == QEvent::ShortcutOverride && m_stack->currentIndex() == 1) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Space) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void EvaluatePage::keyPressEvent(QKeyEvent* event) {
    if (m_stack->currentIndex() != 1) return QWidget::keyPressEvent(event);
    const int points = event->modifiers() & Qt::ShiftModifier ? shiftLeap : 1;
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
            m_playing.stop();
            step(event->key() == Qt::Key_Left ? -points : points);
            return;
        case Qt::Key_Space:
            togglePlay();
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void EvaluatePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showPrediction();
    // Keys are meant for what is seen; who walks through the tabs by keyboard stays there.
    if (m_stack->currentIndex() == 1 && !qobject_cast<QTabBar*>(QApplication::focusWidget()))
        m_deletion->setFocus(Qt::OtherFocusReason);
}

void EvaluatePage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_playing.stop();
}

}  // namespace sigscope::ui
