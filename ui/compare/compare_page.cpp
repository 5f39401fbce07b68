#include "ui/compare/compare_page.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/compare/card_grid.h"
#include "ui/compare/card_menu.h"
#include "ui/compare/card_order.h"
#include "ui/compare/common_scale.h"
#include "ui/compare/compare_card.h"
#include "ui/compare/compare_foot.h"
#include "ui/compare/compare_start.h"
#include "ui/compare/compare_tools.h"
#include "ui/compare/compared_columns.h"
#include "ui/compare/compared_maps.h"
#include "ui/compare/map_correlations.h"
#include "ui/render/comparison_title.h"
#include "ui/render/scale_bar.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"
#include "ui/transport/path_cursor.h"

namespace sigscope::ui {

ComparePage::ComparePage(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_engine(engine),
      m_runs(new ComparisonRuns(engine, this)),
      m_maps(new ComparedMaps(this)),
      m_correlations(new MapCorrelations(this)),
      m_stack(new QStackedWidget(this)),
      m_start(new CompareStart(this)),
      m_tools(new CompareTools(
          engine.catalogue(),
          [this] { return variedFields(m_request, m_engine.catalogue(), m_scene.get()); }, this)),
      m_grid(new CardGrid(engine.catalogue(), this)),
      m_middle(new CardsOrPair(*m_grid, *m_maps, this)),
      m_foot(new CompareFoot(this)),
      m_forecast(engine),
      m_editor(*m_runs, *m_grid, engine.catalogue()),
      m_edits(*m_runs, *m_grid, engine.catalogue()),
      m_pictures(*m_runs, *m_grid, *m_maps, *m_middle) {
    assemble();
    connectRuns();
    connectGrid();
    connectTools();
    connectFoot();
    makeKeys();
    offerSets();
}

ComparePage::~ComparePage() = default;

void ComparePage::assemble() {
    auto* comparison = new QWidget(this);
    auto* column = new QVBoxLayout(comparison);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
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
}

void ComparePage::connectRuns() {
    connect(m_start, &CompareStart::chosen, this, &ComparePage::compare);
    connect(m_runs, &ComparisonRuns::reset, this, &ComparePage::makeCards);
    connect(m_runs, &ComparisonRuns::added, m_grid, &CardGrid::addCard);
    connect(m_runs, &ComparisonRuns::changed, this, &ComparePage::showColumn);
    connect(m_runs, &ComparisonRuns::removed, this, [this](std::size_t card) {
        m_grid->removeCard(card);
        m_stack->setCurrentIndex(m_runs->columns().empty() ? 0 : 1);
        showMaps();
    });
    connect(m_maps, &ComparedMaps::changed, this, [this] {
        m_pictures.showAll();
        m_middle->paintPair();
    });
    connect(m_correlations, &MapCorrelations::ready, m_foot, &CompareFoot::showCorrelations);
}

void ComparePage::connectGrid() {
    connect(m_grid, &CardGrid::selectionChanged, this, [this] {
        if (const auto selected = m_grid->selected()) m_runs->prefer(*selected);
        Q_EMIT editedChanged();
    });
    connect(m_grid, &CardGrid::computeAsked, m_runs, &ComparisonRuns::compute);
    connect(m_grid, &CardGrid::smallerAsked, m_runs, &ComparisonRuns::computeSmaller);
    connect(m_grid, &CardGrid::hovered, this, [this](std::optional<QPoint> pixel) {
        m_pictures.setCrosshair(pixel);
        m_foot->setReading(pixel ? m_pictures.readingAt(*pixel) : QString());
    });
    connect(m_grid, &CardGrid::menuAsked, this, &ComparePage::showCardMenu);
    connect(m_grid, &CardGrid::moveAsked, this, &ComparePage::moveCard);
    connect(m_grid, &CardGrid::opened, this, &ComparePage::openCard);
    connect(m_middle, &CardsOrPair::flickered, this, [this] {
        if (const auto selected = m_grid->selected()) m_pictures.show(*selected);
    });
}

void ComparePage::connectTools() {
    connect(m_tools, &CompareTools::viewChanged, this, &ComparePage::showMaps);
    connect(m_tools, &CompareTools::orderChanged, this,
            [this] { m_grid->arrange(inOrder(m_runs->columns(), m_tools->order())); });
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

void ComparePage::connectFoot() {
    connect(m_foot, &CompareFoot::scrubbed, m_maps,
            [this] { m_maps->moveTo(m_foot->share(), m_foot->alignment()); });
    connect(m_foot, &CompareFoot::correlationChosen, this,
            [this] { m_correlations->correlate(m_runs->columns(), m_foot->correlation()); });
    connect(m_foot, &CompareFoot::limitChosen, m_tools, &CompareTools::setLimit);
    connect(m_foot, &CompareFoot::pairChosen, this, [this](int first, int second) {
        const auto one = m_correlations->columnOf(first);
        const auto other = m_correlations->columnOf(second);
        if (!one || !other) return;
        if (*one == *other)
            m_grid->select(one);
        else
            m_middle->showWipe(*one, *other);
    });
}

void ComparePage::makeKeys() {
    m_keys.on(Qt::Key_Left, [this] { m_grid->step(-1); });
    m_keys.on(Qt::Key_Right, [this] { m_grid->step(1); });
    m_keys.on(Qt::Key_Up, [this] { m_grid->step(-m_grid->perRow()); });
    m_keys.on(Qt::Key_Down, [this] { m_grid->step(m_grid->perRow()); });
    m_keys.on(Qt::Key_Delete, [this] { m_edits.removeSelected(); });
    m_keys.on(Qt::CTRL | Qt::Key_D, [this] { m_edits.duplicateSelected(); });
    m_keys.on(Qt::CTRL | Qt::Key_S, [this] { Q_EMIT saveAsked(); });
    m_keys.on(Qt::Key_W, [this] { m_middle->togglePair(PairView::Mode::Wipe); });
    m_keys.on(Qt::Key_D, [this] { m_middle->togglePair(PairView::Mode::Difference); });
    m_keys.on(Qt::Key_X, [this] { m_middle->setFlicker(CardsOrPair::Flicker::Second); });
    m_keys.on(Qt::Key_S, [this] { m_tools->stepScale(); });
    m_keys.on(Qt::Key_Space, [this] { m_foot->cursor().togglePlaying(); });
    m_keys.on(Qt::Key_Home, [this] { m_foot->cursor().toFirst(); });
    m_keys.on(Qt::Key_End, [this] { m_foot->cursor().toLast(); });
}

const std::vector<CompareCard*>& ComparePage::cards() const {
    return m_grid->cards();
}

ComparisonView ComparePage::view() const {
    return m_tools->view();
}

Alignment ComparePage::alignment() const {
    return m_foot->alignment();
}

PairView* ComparePage::pair() {
    return m_middle->pair();
}

void ComparePage::setSubject(const ExplainRequest& request, std::shared_ptr<const Scene> scene) {
    const bool another = request.image != m_request.image;
    if (another || request.model != m_request.model) m_scene.reset();
    m_request = request;
    if (scene) m_scene = std::move(scene);
    if (another && !cards().empty() && areOfOnePicture(results())) compare({});
    if (isVisible()) offerSets();
}

void ComparePage::offerSets() {
    m_start->offer(firstSets(m_request, m_engine.catalogue(), m_scene.get()),
                   [this](const std::vector<ComparisonColumn>& columns) {
                       return m_request.image.empty() ? Forecast() : m_forecast.of(columns);
                   });
}

void ComparePage::compare(std::vector<ComparisonColumn> columns) {
    m_runs->start(std::move(columns));
}

void ComparePage::add(const std::string& title, ExplainRequest request) {
    m_edits.add(title, std::move(request));
}

std::vector<ComparisonColumn> ComparePage::computed() const {
    std::vector<ComparisonColumn> whole;
    for (const std::size_t column : inOrder(m_runs->columns(), m_tools->order()))
        if (m_runs->columns()[column].isWhole()) whole.push_back(m_runs->columns()[column].column);
    return whole;
}

std::vector<ComparisonColumn> ComparePage::results() const {
    std::vector<ComparisonColumn> columns;
    for (const ComparedColumn& compared : m_runs->columns()) {
        ComparisonColumn& column = columns.emplace_back(compared.column);
        // A preview is no result.
        if (!compared.isWhole() && compared.state != ComparedColumn::State::Partial)
            column.explanation.reset();
    }
    return columns;
}

void ComparePage::setShare(double share) {
    m_foot->setShare(share);
}

CardEditor* ComparePage::editor() {
    return m_grid->selected() ? &m_editor : nullptr;
}

void ComparePage::makeCards() {
    m_maps->clear();
    m_grid->reset(m_runs->columns().size());
    m_middle->showCards();
    m_stack->setCurrentIndex(cards().empty() ? 0 : 1);
    if (cards().empty()) offerSets();
    m_foot->setShare(1);
    for (std::size_t i = 0; i < cards().size(); ++i) cards()[i]->show(m_runs->columns()[i]);
    m_tools->setLimit({});  // Which shows the maps.
}

void ComparePage::addCard(const std::string& method) {
    m_edits.addSelected(
        method.empty()
            ? m_request
            : columnsByMethod(m_request, m_engine.catalogue(), {method}).front().request);
}

void ComparePage::moveCard(std::size_t card, std::size_t to) {
    m_edits.move(inOrder(m_runs->columns(), m_tools->order()), card, to);
    m_tools->setOrder(CardOrder::Added);
    showMaps();
}

void ComparePage::openCard(std::size_t card) {
    const ComparedColumn& column = m_runs->columns()[card];
    if (column.isWhole()) Q_EMIT openAsked(ComparisonColumn(column.column));
}

void ComparePage::showCardMenu(std::size_t card, const QPoint& global) {
    auto* menu =
        new CardMenu(m_runs->columns()[card], cards()[card]->map(), m_engine.catalogue(), this);
    connect(menu, &CardMenu::openAsked, this, [this, card] { openCard(card); });
    connect(menu, &CardMenu::duplicateAsked, this, [this] { m_edits.duplicateSelected(); });
    connect(menu, &CardMenu::removeAsked, this, [this] { m_edits.removeSelected(); });
    menu->popup(global);
}

void ComparePage::showColumn(std::size_t column) {
    const ComparedColumn& compared = m_runs->columns()[column];
    cards()[column]->show(compared);
    m_forecast.learn(compared);
    // Progress alone changes no map.
    if (m_maps->isOf(column, compared.column.explanation))
        showSummary();
    else
        showMaps();
    if (!m_runs->running()) m_grid->arrange(inOrder(m_runs->columns(), m_tools->order()));
    if (m_grid->selected() != column || compared.state == ComparedColumn::State::Running) return;
    m_runs->prefer(column);
    Q_EMIT editedChanged();
}

void ComparePage::showMaps() {
    m_tools->refuseOneScale(oneScaleRefusal(m_runs->columns(), m_engine.catalogue()));
    ComparedMaps::Explanations explanations;
    for (const ComparedColumn& column : m_runs->columns())
        explanations.push_back(column.column.explanation);
    ComparisonView shown = view();
    shown.ground = groundOf(Theme::current());
    m_maps->show(std::move(explanations), shown);
    const ComparisonMaps& whole = m_maps->whole();
    const double limit =
        shown.scale == ComparisonScale::Map || whole.limits.empty() ? 1 : whole.limits.front();
    const bool isFree = shown.scale == ComparisonScale::One && !shown.topShare;
    // Photographs have no colours to be explained.
    m_foot->setScale(shown.topShare ? MapScale() : scaleTo(limit, shown.reduction, shown.ground),
                     whole.note, isFree ? CompareFoot::Limit::Free : CompareFoot::Limit::Settled);
    showSummary();
    m_correlations->correlate(m_runs->columns(), m_foot->correlation());
}

void ComparePage::showSummary() {
    const std::vector<ComparedColumn>& columns = m_runs->columns();
    m_foot->setScrubbable(std::ranges::any_of(columns, [](const ComparedColumn& column) {
        return column.isWhole() && column.column.explanation->trace;
    }));
    using Queue = CompareTools::State::Queue;
    const Queue running = m_runs->paused() ? Queue::Paused : Queue::Running;
    QString summary = tr("%1 of %2").arg(m_runs->ended()).arg(columns.size());
    if (const auto left = m_runs->running() ? m_runs->secondsLeft() : std::nullopt)
        summary += QStringLiteral(" · ") + predictionText(*left);
    m_tools->show({summary, m_runs->running() ? running : Queue::Over,
                   std::ranges::any_of(columns, &ComparedColumn::isWhole)});
}

bool ComparePage::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && !cards().empty() &&
        m_keys.has(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::PaletteChange && !cards().empty()) showMaps();
    if (event->type() == QEvent::WindowDeactivate) m_middle->setFlicker(CardsOrPair::Flicker::Off);
    return QWidget::event(event);
}

void ComparePage::keyPressEvent(QKeyEvent* event) {
    if (cards().empty() || !m_keys.obey(*event)) QWidget::keyPressEvent(event);
}

void ComparePage::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_X || event->isAutoRepeat()) return QWidget::keyReleaseEvent(event);
    m_middle->setFlicker(CardsOrPair::Flicker::Off);
}

void ComparePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (cards().empty()) offerSets();
}

void ComparePage::hideEvent(QHideEvent* event) {
    m_middle->setFlicker(CardsOrPair::Flicker::Off);
    m_foot->cursor().stop();
    QWidget::hideEvent(event);
}

}  // namespace sigscope::ui
