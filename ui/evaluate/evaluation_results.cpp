#include "ui/evaluate/evaluation_results.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "ui/controls/muted_label.h"
#include "ui/evaluate/evaluation_table.h"
#include "ui/evaluate/method_pen.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

// Where it is narrow, the picture gives the charts' axes room, down to its least width.
constexpr int chartStretch = 5;
constexpr int pictureStretch = 4;

constexpr std::chrono::milliseconds playPause(80);  ///< A step; 50 of them take four seconds.

QList<QPointF> removalCurveOf(const EvaluatedMap& map, RemovalGame game) {
    QList<QPointF> curve;
    if (!map.evaluation) return curve;
    for (const RemovalPoint& point : removalPointsOf(*map.evaluation, game))
        curve.append({point.share, point.probability});
    return curve;
}

}  // namespace

EvaluationResults::EvaluationResults(const EvaluationRuns& runs, const Catalogue& catalogue,
                                     QWidget* parent)
    : QWidget(parent), m_runs(runs), m_catalogue(catalogue) {
    makeParts();
    arrange();
    m_playing.setInterval(playPause);
    connect(&m_playing, &QTimer::timeout, this, [this] {
        step(1);
        if (m_share >= 1) m_playing.stop();
    });
}

void EvaluationResults::makeParts() {
    m_insertion = new RemovalChart(tr("Insertion"), tr("Share put back"), this);
    m_deletion = new RemovalChart(tr("Deletion"), tr("Share removed"), this);
    m_removed = new RemovedView(this);
    m_table = new EvaluationTable(this);
    connectChart(m_insertion, RemovalGame::Insertion);
    connectChart(m_deletion, RemovalGame::Deletion);
    connect(m_table, &EvaluationTable::hovered, this, &EvaluationResults::look);
    connect(m_table, &EvaluationTable::controlsChosen, this, &EvaluationResults::toggleControls);
    connect(m_table, &EvaluationTable::chosen, this, &EvaluationResults::choose);
}

void EvaluationResults::arrange() {
    auto* charts = new QHBoxLayout();
    charts->setSpacing(Theme::grid);
    const std::pair<QString, QWidget*> titled[] = {{tr("Insertion, higher is better"), m_insertion},
                                                   {tr("Deletion, lower is better"), m_deletion}};
    for (const auto& [title, chart] : titled) {
        auto* column = new QVBoxLayout();
        column->setSpacing(Theme::grid / 2);
        column->addWidget(mutedLabel(title, this));
        column->addWidget(chart, 1);
        charts->addLayout(column, chartStretch);
    }
    charts->addWidget(m_removed, pictureStretch);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addLayout(charts, 3);
    layout->addWidget(m_table, 2);
}

void EvaluationResults::connectChart(RemovalChart* chart, RemovalGame game) {
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
    connect(chart, &RemovalChart::bandClicked, this, &EvaluationResults::toggleControls);
}

void EvaluationResults::begin() {
    m_playing.stop();
    m_chosen = 0;
    m_hovered.reset();
}

void EvaluationResults::refresh() {
    m_table->show(m_runs.maps(), pens());
    showCurves();
    showMoment();
}

std::vector<QPen> EvaluationResults::pens() const {
    std::vector<QPen> pens;
    for (const EvaluatedMap& map : m_runs.maps())
        pens.push_back(methodPen(m_catalogue, map.asked.request.method));
    return pens;
}

void EvaluationResults::showCurves() {
    const std::vector<QPen> all = pens();
    for (const RemovalGame game : {RemovalGame::Insertion, RemovalGame::Deletion}) {
        std::vector<RemovalLine> maps, controls;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const EvaluatedMap& map = m_runs.maps()[i];
            // Controls come behind the maps, so that a curve has its map's number.
            (map.isControl() ? controls : maps).push_back({removalCurveOf(map, game), all[i]});
        }
        chart(game).setLines(std::move(maps), std::move(controls), m_controls);
        chart(game).setShare(m_share);
    }
}

std::optional<std::size_t> EvaluationResults::ifMap(std::size_t map) const {
    const auto& maps = m_runs.maps();
    return map < maps.size() && !maps[map].isControl() ? std::optional(map) : std::nullopt;
}

std::optional<std::size_t> EvaluationResults::chosenMap() const {
    return ifMap(m_chosen);
}

std::optional<std::size_t> EvaluationResults::shownMap() const {
    return ifMap(m_hovered.value_or(m_chosen));
}

void EvaluationResults::showMoment() {
    for (RemovalChart* chart : {m_insertion, m_deletion}) chart->setEmphasised(shownMap());
    m_removed->show(moment());
}

std::optional<RemovedMoment> EvaluationResults::moment() const {
    const auto shown = shownMap();
    if (!shown) return std::nullopt;
    const EvaluatedMap& map = m_runs.maps()[*shown];
    if (!map.evaluation || !map.evaluation->removal) return std::nullopt;
    const RemovalPoint* point = removalPointAt(removalPointsOf(*map.evaluation, m_game), m_share);
    if (!point) return std::nullopt;
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
    return moment;
}

void EvaluationResults::setShare(double share) {
    m_share = std::clamp(share, 0.0, 1.0);
    for (RemovalChart* chart : {m_insertion, m_deletion}) chart->setShare(m_share);
    showMoment();
}

void EvaluationResults::step(int points) {
    const double each = 1.0 / (m_runs.maps().empty() ? RemovalOptions().points
                                                     : m_runs.maps().front().asked.options.points);
    setShare(std::round(m_share / each + points) * each);
}

void EvaluationResults::togglePlay() {
    if (m_playing.isActive()) return m_playing.stop();
    if (m_share >= 1) setShare(0);
    m_playing.start();
}

void EvaluationResults::look(std::optional<std::size_t> map) {
    m_hovered = map;
    showMoment();
}

void EvaluationResults::choose(std::size_t map) {
    m_chosen = map;
    showMoment();
    Q_EMIT chosen();
}

void EvaluationResults::toggleControls() {
    m_controls = m_controls == Controls::Band ? Controls::PerSeed : Controls::Band;
    showCurves();
}

}  // namespace sigscope::ui
