#include "ui/compare/compare_page.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/api/rank_correlation.h"
#include "engine/api/result_code.h"
#include "ui/compare/card_grid.h"
#include "ui/compare/compare_card.h"
#include "ui/compare/compare_foot.h"
#include "ui/compare/compare_start.h"
#include "ui/compare/compare_tools.h"
#include "ui/compare/compared_columns.h"
#include "ui/render/figure_panel.h"
#include "ui/render/scale_bar.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/transport/path_cursor.h"

namespace sigscope::ui {

namespace {

bool isWhole(const ComparedColumn& column) {
    return column.state == ComparedColumn::State::Done && column.column.explanation;
}

/// What the column's model saw; null while that is not known: previews come without it.
QImage photographOf(const Explanation* explanation) {
    if (explanation == nullptr || !explanation->scene) return {};
    return pictureOf(explanation->scene->seen);
}

/// What cards are ordered by, the smallest first; those that have no such figure come last.
double figureOf(const ComparedColumn& column, CardOrder order) {
    constexpr double none = std::numeric_limits<double>::infinity();
    if (order == CardOrder::Added) return 0;
    if (!isWhole(column)) return none;
    const Explanation& explanation = *column.column.explanation;
    switch (order) {
        case CardOrder::MapError:
            return explanation.mapError.value_or(none);
        case CardOrder::PathGap: {
            const Completeness& sums = explanation.completeness;
            const double whole = sums.fInput - sums.fBaseline;
            if (!explanation.traits.isComplete() || whole == 0) return none;
            return std::abs(sums.pathGap() / whole);
        }
        case CardOrder::Seconds:
            return explanation.seconds;
        default:
            return none;
    }
}

/// Why maps of these columns cannot have one scale: their values are of different f, or of
/// different models'.
QString oneScaleRefusal(const std::vector<ComparedColumn>& columns, const Catalogue& catalogue) {
    const auto objective = [&](const ComparedColumn& column) {
        const ExplainRequest& request = column.column.request;
        return objectiveOf(catalogue.method(request.method), request.objective);
    };
    for (const ComparedColumn& column : columns) {
        if (column.column.request.model != columns.front().column.request.model)
            return ComparePage::tr("Maps of different models have no common scale");
        if (objective(column) != objective(columns.front()))
            return ComparePage::tr("Maps of different f have no common scale");
    }
    return {};
}

bool areOfOnePicture(const std::vector<ComparedColumn>& columns) {
    return std::ranges::all_of(columns, [&columns](const ComparedColumn& column) {
        return column.column.request.image == columns.front().column.request.image;
    });
}

/// Keys that a comparison has for itself, wherever the focus is in it.
bool isComparisonKey(const QKeyEvent& key) {
    if (key.modifiers() == Qt::ControlModifier)
        return key.key() == Qt::Key_D || key.key() == Qt::Key_S;
    if ((key.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return false;
    switch (key.key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Delete:
        case Qt::Key_W:
        case Qt::Key_X:
        case Qt::Key_D:
        case Qt::Key_S:
        case Qt::Key_Space:
        case Qt::Key_Home:
        case Qt::Key_End:
            return true;
        default:
            return false;
    }
}

}  // namespace

ComparePage::ComparePage(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_engine(engine),
      m_runs(new ComparisonRuns(engine, this)),
      m_frames(new ComparisonFrames(this)),
      m_stack(new QStackedWidget(this)),
      m_middle(new QStackedWidget(this)),
      m_start(new CompareStart(this)),
      m_tools(new CompareTools(
          engine.catalogue(),
          [this] { return variedFields(m_request, m_engine.catalogue(), m_scene.get()); }, this)),
      m_grid(new CardGrid(engine.catalogue(), this)),
      m_pair(new PairView(this)),
      m_foot(new CompareFoot(this)),
      m_editor(*m_runs, *m_grid, engine.catalogue()) {
    auto* comparison = new QWidget(this);
    auto* column = new QVBoxLayout(comparison);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
    m_middle->addWidget(m_grid);
    m_middle->addWidget(m_pair);
    column->addWidget(m_tools);
    column->addWidget(m_middle, 1);
    column->addWidget(m_foot);
    m_stack->addWidget(m_start);
    m_stack->addWidget(comparison);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->addWidget(m_stack);
    // Less than its parts would like: the cards scroll, and so does the table.
    setMinimumSize(64 * Theme::grid, 48 * Theme::grid);
    connect(m_runs, &ComparisonRuns::reset, this, &ComparePage::makeCards);
    connect(m_runs, &ComparisonRuns::added, m_grid, &CardGrid::addCard);
    connect(m_runs, &ComparisonRuns::changed, this, &ComparePage::showColumn);
    connect(m_runs, &ComparisonRuns::removed, this, [this](std::size_t card) {
        m_grid->removeCard(card);
        m_stack->setCurrentIndex(m_runs->columns().empty() ? 0 : 1);
        showMaps();
    });
    connect(m_frames, &ComparisonFrames::ready, this, &ComparePage::showFrame);
    connectGrid();
    connectTools();
    offerSets();
}

ComparePage::~ComparePage() = default;

void ComparePage::connectGrid() {
    connect(m_start, &CompareStart::chosen, this, &ComparePage::compare);
    connect(m_grid, &CardGrid::selectionChanged, this, [this] {
        paintPair();
        Q_EMIT editedChanged();
    });
    connect(m_grid, &CardGrid::computeAsked, m_runs, &ComparisonRuns::compute);
    connect(m_grid, &CardGrid::smallerAsked, m_runs, &ComparisonRuns::computeSmaller);
    connect(m_grid, &CardGrid::hovered, this, &ComparePage::showCrosshair);
    connect(m_grid, &CardGrid::menuAsked, this, &ComparePage::showCardMenu);
    connect(m_grid, &CardGrid::moveAsked, this, &ComparePage::moveCard);
    connect(m_grid, &CardGrid::opened, this, [this](std::size_t card) {
        const ComparedColumn& column = m_runs->columns()[card];
        if (isWhole(column)) Q_EMIT openAsked(ComparisonColumn(column.column));
    });
    connect(m_grid, &CardGrid::pairAsked, this, [this](std::size_t first, std::size_t second) {
        m_grid->select(first);
        m_grid->selectSecond(second);
        showPair(PairView::Mode::Wipe);
    });
    connect(m_pair, &PairView::modeChosen, this, &ComparePage::showPair);
    connect(m_pair, &PairView::closeAsked, this, &ComparePage::leavePair);
    connect(m_foot, &CompareFoot::scrubbed, this, &ComparePage::requestFrame);
    connect(m_foot, &CompareFoot::pairChosen, this, [this](int first, int second) {
        // The table may be of a moment before a card went.
        if (std::max(first, second) >= std::ssize(m_correlatedColumns)) return;
        m_grid->select(m_correlatedColumns[static_cast<std::size_t>(first)]);
        if (first == second) return;
        m_grid->selectSecond(m_correlatedColumns[static_cast<std::size_t>(second)]);
        showPair(PairView::Mode::Wipe);
    });
}

void ComparePage::connectTools() {
    connect(m_tools, &CompareTools::viewChanged, this, &ComparePage::showMaps);
    connect(m_tools, &CompareTools::orderChanged, this, [this] { m_grid->arrange(order()); });
    connect(m_tools, &CompareTools::columnsChosen, this, &ComparePage::compare);
    connect(m_tools, &CompareTools::addAsked, this, &ComparePage::addCard);
    connect(m_tools, &CompareTools::cancelAsked, m_runs, &ComparisonRuns::cancel);
    connect(m_tools, &CompareTools::saveAsked, this, &ComparePage::saveAsked);
    connect(m_tools, &CompareTools::otherAsked, this, [this] { compare({}); });
    connect(m_tools, &CompareTools::pauseAsked, this, [this] {
        m_runs->paused() ? m_runs->resume() : m_runs->pause();
        showSummary();
    });
}

const std::vector<CompareCard*>& ComparePage::cards() const {
    return m_grid->cards();
}

ComparisonView ComparePage::view() const {
    return m_tools->view();
}

PairView* ComparePage::pair() {
    return m_middle->currentWidget() == m_pair ? m_pair : nullptr;
}

void ComparePage::setSubject(const ExplainRequest& request, std::shared_ptr<const Scene> scene) {
    const bool another = request.image != m_request.image;
    if (another || request.model != m_request.model) m_scene.reset();
    m_request = request;
    if (scene) m_scene = std::move(scene);
    if (another && !cards().empty() && areOfOnePicture(m_runs->columns())) compare({});
    if (isVisible()) offerSets();
}

void ComparePage::offerSets() {
    m_start->offer(
        firstSets(m_request, m_engine.catalogue(), m_scene.get()),
        [this](const std::vector<ComparisonColumn>& columns) { return predicted(columns); });
}

std::optional<double> ComparePage::predicted(const std::vector<ComparisonColumn>& columns) const {
    if (m_request.image.empty()) return std::nullopt;
    double seconds = 0;
    for (const ComparisonColumn& column : columns) {
        if (m_engine.results().find(column.request)) continue;
        const auto known = m_secondsOf.find({column.request.method, column.request.model});
        if (known == m_secondsOf.end()) return std::nullopt;
        seconds += known->second;
    }
    return seconds;
}

void ComparePage::learn(const ComparedColumn& column) {
    if (isWhole(column))
        m_secondsOf[{column.column.request.method, column.column.request.model}] =
            column.column.explanation->seconds;
}

void ComparePage::compare(std::vector<ComparisonColumn> columns) {
    m_runs->start(std::move(columns));
}

void ComparePage::add(const std::string& title, ExplainRequest request) {
    ComparisonColumn column{title, std::move(request)};
    const std::vector<std::string> taken = titles();
    for (int number = 2; std::ranges::find(taken, column.title) != taken.end(); ++number)
        column.title = title + " (" + std::to_string(number) + ")";
    m_runs->add(std::move(column));
}

std::vector<std::string> ComparePage::titles() const {
    std::vector<std::string> titles;
    for (const ComparedColumn& column : m_runs->columns()) titles.push_back(column.column.title);
    return titles;
}

std::vector<ComparisonColumn> ComparePage::computed() const {
    std::vector<ComparisonColumn> whole;
    for (const std::size_t column : order())
        if (isWhole(m_runs->columns()[column])) whole.push_back(m_runs->columns()[column].column);
    return whole;
}

void ComparePage::setShare(double share) {
    m_foot->setShare(share);
}

RequestEditor* ComparePage::editor() {
    return m_grid->selected() ? &m_editor : nullptr;
}

std::shared_ptr<const Scene> ComparePage::editedScene() const {
    const auto selected = m_grid->selected();
    if (!selected) return nullptr;
    const auto& explanation = m_runs->columns()[*selected].column.explanation;
    return explanation ? explanation->scene : nullptr;
}

void ComparePage::computeSelected() {
    const auto selected = m_grid->selected();
    if (selected && !isWhole(m_runs->columns()[*selected])) m_runs->compute(*selected);
}

std::vector<ComparisonColumn> ComparePage::results() const {
    std::vector<ComparisonColumn> columns;
    for (const ComparedColumn& compared : m_runs->columns()) {
        ComparisonColumn& column = columns.emplace_back(compared.column);
        // A preview is no result.
        if (!isWhole(compared) && compared.state != ComparedColumn::State::Partial)
            column.explanation.reset();
    }
    return columns;
}

void ComparePage::makeCards() {
    m_frames->forget();
    m_mapped.clear();
    m_maps = {};
    m_shown = {};
    m_grid->reset(m_runs->columns().size());
    leavePair();
    m_stack->setCurrentIndex(cards().empty() ? 0 : 1);
    if (cards().empty()) offerSets();
    m_foot->setShare(1);
    for (std::size_t i = 0; i < cards().size(); ++i) cards()[i]->show(m_runs->columns()[i]);
    showMaps();
}

void ComparePage::addCard(const std::string& method) {
    ExplainRequest request = m_request;
    if (!method.empty())
        request = columnsByMethod(m_request, m_engine.catalogue(), {method}).front().request;
    m_runs->add(columnOf(request, m_engine.catalogue(), titles()));
    m_grid->select(cards().size() - 1);
}

void ComparePage::duplicateSelected() {
    const auto selected = m_grid->selected();
    if (!selected) return;
    const ExplainRequest request = m_runs->columns()[*selected].column.request;
    m_runs->add(columnOf(request, m_engine.catalogue(), titles()));
    m_grid->select(cards().size() - 1);
}

void ComparePage::removeSelected() {
    const auto selected = m_grid->selected();
    if (!selected) return;
    m_runs->remove(*selected);
    if (!cards().empty()) m_grid->select(std::min(*selected, cards().size() - 1));
}

void ComparePage::moveCard(std::size_t card, std::size_t to) {
    std::vector<std::size_t> order = this->order();
    const auto from = std::ranges::find(order, card);
    const auto target = std::ranges::find(order, to);
    if (from < target)
        std::rotate(from, from + 1, target + 1);
    else
        std::rotate(target, from, from + 1);
    m_runs->reorder(order);
    m_grid->reorder(order);
    m_tools->setOrder(CardOrder::Added);
    m_mapped.clear();
    showMaps();
}

void ComparePage::showCardMenu(std::size_t card, const QPoint& global) {
    const ComparedColumn& column = m_runs->columns()[card];
    const std::string recipe = isWhole(column) ? column.column.explanation->recipe : std::string();
    const QImage map = cards()[card]->map();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, bool possible, auto act) {
        QAction* action = menu->addAction(text);
        action->setEnabled(possible);
        connect(action, &QAction::triggered, this, act);
    };
    add(tr("Open in the Path view"), isWhole(column),
        [this, card] { Q_EMIT m_grid->opened(card); });
    add(tr("Duplicate"), true, [this] { duplicateSelected(); });
    add(tr("Copy the map"), !map.isNull(), [map] { QApplication::clipboard()->setImage(map); });
    const ExplainRequest request = column.column.request;
    add(tr("Copy as command"), true, [this, request] {
        QApplication::clipboard()->setText(
            QString::fromStdString(commandText(request, m_engine.catalogue())));
    });
    add(tr("Copy the recipe"), !recipe.empty(),
        [recipe] { QApplication::clipboard()->setText(QString::fromStdString(recipe)); });
    menu->addSeparator();
    add(tr("Remove"), true, [this] { removeSelected(); });
    menu->popup(global);
}

std::vector<std::size_t> ComparePage::order() const {
    std::vector<std::size_t> order(cards().size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [this](std::size_t column) {
        return figureOf(m_runs->columns()[column], m_tools->order());
    });
    return order;
}

std::vector<Array> ComparePage::attributions() const {
    std::vector<Array> all;
    for (const auto& explanation : m_mapped)
        all.push_back(explanation ? explanation->attribution : Array());
    return all;
}

void ComparePage::showColumn(std::size_t column) {
    const ComparedColumn& compared = m_runs->columns()[column];
    cards()[column]->show(compared);
    learn(compared);
    // Progress alone changes no map.
    if (column >= m_mapped.size() || compared.column.explanation != m_mapped[column])
        showMaps();
    else
        showSummary();
    if (!m_runs->running()) m_grid->arrange(order());
    if (m_grid->selected() == column && compared.state != ComparedColumn::State::Running)
        Q_EMIT editedChanged();
}

void ComparePage::showMaps() {
    m_tools->refuseOneScale(oneScaleRefusal(m_runs->columns(), m_engine.catalogue()));
    m_mapped.clear();
    for (const ComparedColumn& column : m_runs->columns())
        m_mapped.push_back(column.column.explanation);
    m_maps = comparisonMaps(attributions(), view());
    m_shown = {1, m_maps.maps, std::vector<std::optional<double>>(m_maps.maps.size())};
    const double limit =
        view().scale == ComparisonScale::Map || m_maps.limits.empty() ? 1 : m_maps.limits.front();
    // Photographs have no colours to be explained.
    m_foot->setScale(view().topShare ? MapScale() : scaleTo(limit, view().reduction), m_maps.note);
    requestFrame();
    showSummary();
    correlate();
}

void ComparePage::showFrame(const ComparisonFrame& frame) {
    // Of an older comparison, or of one that has grown since.
    if (frame.maps.size() != cards().size() || m_maps.maps.size() != cards().size()) return;
    m_shown = frame;
    for (std::size_t i = 0; i < cards().size(); ++i) {
        // What has no path stands still.
        if (m_shown.maps[i].empty()) m_shown.maps[i] = m_maps.maps[i];
        showCard(i);
    }
    paintPair();
}

void ComparePage::showCard(std::size_t card) {
    std::size_t source = card;
    if (m_flicker == Flicker::Second && pair() == nullptr && m_grid->selected() == card &&
        m_grid->second())
        source = *m_grid->second();
    const Array& map = m_shown.maps[source];
    if (map.empty()) {
        cards()[card]->setMap({});
        return cards()[card]->setNote({});
    }
    const ComparisonView shown = view();
    cards()[card]->setMap(
        comparisonPicture(map, m_maps.limits[source], shown,
                          shown.topShare ? photographOf(m_mapped[source].get()) : QImage()));
    cards()[card]->setNote(source == card ? noteOf(card) : cards()[source]->title());
}

QString ComparePage::noteOf(std::size_t card) const {
    const ComparedColumn& column = m_runs->columns()[card];
    if (m_foot->share() >= 1 || !isWhole(column)) return {};
    if (const auto alpha = m_shown.alphas[card])
        return m_foot->alignment() == Alignment::Alpha
                   ? QString()
                   : QStringLiteral("α ") + fixedText(*alpha, 3);
    if (column.column.explanation->trace) return {};  // Not drawn yet.
    return column.column.explanation->traits.hasPath() ? tr("path not kept: stands still")
                                                       : tr("no path: stands still");
}

void ComparePage::requestFrame() {
    if (m_maps.maps.size() != cards().size()) return;
    if (m_foot->share() >= 1) {
        m_frames->forget();
        return showFrame({1, m_maps.maps, std::vector<std::optional<double>>(m_maps.maps.size())});
    }
    ComparisonMoment moment{{}, m_foot->share(), m_foot->alignment(), view()};
    for (const auto& explanation : m_mapped)
        moment.traces.push_back(explanation ? explanation->trace : nullptr);
    m_frames->request(std::move(moment));
}

void ComparePage::showSummary() {
    const auto whole = std::ranges::count_if(m_runs->columns(), isWhole);
    const bool traced = std::ranges::any_of(m_runs->columns(), [](const ComparedColumn& column) {
        return isWhole(column) && column.column.explanation->trace;
    });
    m_foot->setScrubbable(traced);
    using Queue = CompareTools::State::Queue;
    const Queue running = m_runs->paused() ? Queue::Paused : Queue::Running;
    m_tools->show({tr("%1 of %2").arg(m_runs->ended()).arg(m_runs->columns().size()),
                   m_runs->running() ? running : Queue::Over, whole > 0});
}

void ComparePage::correlate() {
    std::vector<std::shared_ptr<const Explanation>> explanations;
    std::vector<std::size_t> columns;
    QStringList titles;
    for (std::size_t i = 0; i < m_runs->columns().size(); ++i) {
        const ComparedColumn& column = m_runs->columns()[i];
        if (!isWhole(column)) continue;
        explanations.push_back(column.column.explanation);
        columns.push_back(i);
        titles << QString::fromStdString(column.column.title);
    }
    if (explanations == m_correlated && columns == m_correlatedColumns) return;
    m_correlated = explanations;
    m_correlatedColumns = columns;
    m_correlating.forget();
    // Ranking ten maps takes as long as several frames.
    m_correlating.start([this, explanations = std::move(explanations),
                         titles](const std::stop_token&) -> OrderedWorker::Tell {
        std::vector<const Array*> maps;
        for (const auto& explanation : explanations) maps.push_back(&explanation->attribution);
        return [this, titles, matrix = rankCorrelations(maps)] {
            m_foot->showCorrelations(titles, matrix);
        };
    });
}

void ComparePage::showCrosshair(std::optional<QPoint> pixel) {
    QStringList values;
    for (std::size_t i = 0; i < cards().size() && i < m_shown.maps.size(); ++i) {
        cards()[i]->setCrosshair(pixel);
        const Array& map = m_shown.maps[i];
        if (!pixel || map.empty() || pixel->x() >= map.width || pixel->y() >= map.height) continue;
        values << QStringLiteral("%1 %2").arg(cards()[i]->title(),
                                              signedText(map.at(0, pixel->y(), pixel->x()), 2));
    }
    m_foot->setReading(pixel ? tr("x %1  y %2:  ").arg(pixel->x()).arg(pixel->y()) +
                                   values.join(QStringLiteral(" · "))
                             : QString());
}

void ComparePage::togglePair(PairView::Mode mode) {
    if (pair() != nullptr && m_pair->mode() == mode) return leavePair();
    showPair(mode);
}

void ComparePage::showPair(PairView::Mode mode) {
    if (!m_grid->selected()) m_grid->step(0);
    if (!m_grid->second()) return;
    m_pair->setMode(mode);
    m_middle->setCurrentWidget(m_pair);
    m_pair->canvas().setFocus();
    paintPair();
}

void ComparePage::leavePair() {
    m_middle->setCurrentWidget(m_grid);
    if (const auto selected = m_grid->selected()) cards()[*selected]->setFocus();
}

void ComparePage::paintPair() {
    if (pair() == nullptr) return;
    const auto first = m_grid->selected();
    const auto second = m_grid->second();
    if (!first || !second) return leavePair();
    m_pair->setMaps({cards()[*first]->title(), cards()[*first]->map()},
                    {cards()[*second]->title(), cards()[*second]->map()});
    if (m_shown.maps.size() != cards().size()) return;
    const double limit = m_maps.limits[*first];
    const Array difference = differenceOfColours(m_shown.maps[*first], limit, m_shown.maps[*second],
                                                 m_maps.limits[*second]);
    // On one scale the difference has the maps' unit, else that of shares of their limits.
    const MapScale colours = scaleTo(1, Reduction::Signed);
    const MapScale scale =
        view().scale == ComparisonScale::One ? scaleTo(limit, Reduction::Signed) : colours;
    m_pair->setDifference(difference.empty()
                              ? QImage()
                              : colourise(difference, colours.colours, colours.low, colours.high),
                          scale);
}

void ComparePage::setFlicker(Flicker flicker) {
    if (m_flicker == flicker) return;
    if (pair() != nullptr) {
        m_flicker = flicker;
        return m_pair->setAlone(flicker == Flicker::Second ? std::optional(PairView::Side::Second)
                                                           : std::nullopt);
    }
    m_pair->setAlone(std::nullopt);
    m_flicker = flicker;
    const auto selected = m_grid->selected();
    if (selected && m_shown.maps.size() == cards().size()) showCard(*selected);
}

bool ComparePage::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && !cards().empty() &&
        isComparisonKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::WindowDeactivate) setFlicker(Flicker::Off);
    return QWidget::event(event);
}

void ComparePage::keyPressEvent(QKeyEvent* event) {
    if (cards().empty() || !isComparisonKey(*event)) return QWidget::keyPressEvent(event);
    const bool control = event->modifiers() == Qt::ControlModifier;
    switch (event->key()) {
        case Qt::Key_Left:
            return m_grid->step(-1);
        case Qt::Key_Right:
            return m_grid->step(1);
        case Qt::Key_Up:
            return m_grid->step(-m_grid->perRow());
        case Qt::Key_Down:
            return m_grid->step(m_grid->perRow());
        case Qt::Key_Delete:
            return removeSelected();
        case Qt::Key_W:
            return togglePair(PairView::Mode::Wipe);
        case Qt::Key_X:
            return setFlicker(Flicker::Second);
        case Qt::Key_D:
            return control ? duplicateSelected() : togglePair(PairView::Mode::Difference);
        case Qt::Key_Space:
            return m_foot->cursor().togglePlaying();
        case Qt::Key_Home:
            return m_foot->cursor().toFirst();
        case Qt::Key_End:
            return m_foot->cursor().toLast();
        case Qt::Key_S:
            if (!control) return m_tools->stepScale();
            Q_EMIT saveAsked();
            return;
        default:
            return;
    }
}

void ComparePage::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_X || event->isAutoRepeat()) return QWidget::keyReleaseEvent(event);
    setFlicker(Flicker::Off);
}

void ComparePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (cards().empty()) offerSets();
}

void ComparePage::hideEvent(QHideEvent* event) {
    setFlicker(Flicker::Off);
    m_foot->cursor().stop();
    QWidget::hideEvent(event);
}

}  // namespace sigscope::ui
