#include "ui/compare/compare_page.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/api/rank_correlation.h"
#include "engine/api/result_code.h"
#include "ui/compare/compare_card.h"
#include "ui/compare/compared_columns.h"
#include "ui/compare/comparison_frames.h"
#include "ui/compare/correlation_table.h"
#include "ui/path/colour_bar.h"
#include "ui/render/scale_bar.h"
#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int scrubberSteps = 1000;
constexpr int tableHeight = 26 * Theme::grid;  ///< Ten maps' rows.
constexpr std::size_t fewCards = 4;
constexpr std::size_t someCards = 10;

enum class CardOrder { Added, MapError, PathGap, Seconds };

/// Of a card's map, in px.
int sideFor(std::size_t cards) {
    if (cards <= fewCards) return 225;
    return cards <= someCards ? 180 : 150;
}

bool isWhole(const ComparedColumn& column) {
    return column.state == ComparedColumn::State::Done && column.column.explanation;
}

/// What cards are ordered by, the smallest first; those that have no such figure come last.
double figureOf(const ComparedColumn& column, CardOrder order) {
    constexpr double none = std::numeric_limits<double>::infinity();
    if (!isWhole(column)) return none;
    const Explanation& explanation = *column.column.explanation;
    switch (order) {
        case CardOrder::Added:
            return 0;
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
    }
    return none;
}

template <typename Value>
QComboBox* comboOf(const QString& name, const std::vector<std::pair<QString, Value>>& choices,
                   QWidget* parent) {
    auto* combo = new QComboBox(parent);
    combo->setAccessibleName(name);
    for (const auto& [title, value] : choices) combo->addItem(title, static_cast<int>(value));
    return combo;
}

QLabel* mutedLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setFont(smallFont());
    label->setProperty("role", "muted");
    label->setTextFormat(Qt::PlainText);
    return label;
}

}  // namespace

ComparePage::ComparePage(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_engine(engine),
      m_runs(new ComparisonRuns(engine, this)),
      m_frames(new ComparisonFrames(this)),
      m_stack(new QStackedWidget(this)) {
    auto* comparison = new QWidget(this);
    auto* column = new QVBoxLayout(comparison);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    auto* cards = new QWidget(this);
    m_grid = new QGridLayout(cards);
    m_grid->setSpacing(Theme::grid);
    m_grid->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_scroll->setWidget(cards);
    column->addWidget(makeToolBar());
    column->addWidget(m_scroll, 1);
    column->addWidget(makeFoot());
    m_stack->addWidget(makeEmptyState());
    m_stack->addWidget(comparison);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->addWidget(m_stack);
    // Less than its parts would like: the cards scroll, and so does the table.
    setMinimumSize(64 * Theme::grid, 48 * Theme::grid);
    connect(m_runs, &ComparisonRuns::reset, this, &ComparePage::makeCards);
    connect(m_runs, &ComparisonRuns::changed, this, &ComparePage::showColumn);
    connect(m_frames, &ComparisonFrames::ready, this,
            [this](const std::vector<Array>& maps) { showFrame(maps); });
}

ComparePage::~ComparePage() = default;

QWidget* ComparePage::makeEmptyState() {
    auto* empty = new QWidget(this);
    auto* layout = new QVBoxLayout(empty);
    layout->setSpacing(2 * Theme::grid);
    layout->addStretch();
    auto* title = new QLabel(tr("Compare explanations of this photograph"), empty);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    auto* row = new QHBoxLayout();
    row->setSpacing(Theme::grid);
    row->addStretch();
    const auto offer = [&](const QString& text, const QString& help, const char* name,
                           auto columns) {
        auto* button = new QPushButton(text, empty);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(help);
        connect(button, &QPushButton::clicked, this, [this, columns] { compare(columns()); });
        row->addWidget(button);
    };
    const Catalogue& catalogue = m_engine.catalogue();
    offer(tr("The paper’s ten"),
          tr("The ten methods that the paper compares; what takes longer than a minute waits to be "
             "asked for"),
          "comparePaper", [&] { return columnsByMethod(m_request, catalogue, paperMethods()); });
    offer(tr("Fast four"), tr("Four methods that are done in seconds"), "compareFast",
          [&] { return columnsByMethod(m_request, catalogue, fastMethods()); });
    offer(tr("Baselines"), tr("This method from each baseline that has a name"), "compareBaselines",
          [&] { return columnsByBaseline(m_request, catalogue); });
    offer(tr("Likeliest classes"), tr("This method for each of the five likeliest classes"),
          "compareClasses", [&] {
              return m_scene ? columnsByClass(m_request, *m_scene)
                             : std::vector<ComparisonColumn>();
          });
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch();
    return empty;
}

QWidget* ComparePage::makeToolBar() {
    auto* bar = new QWidget(this);
    auto* column = new QVBoxLayout(bar);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid / 2);
    auto* row = new QHBoxLayout();
    auto* runs = new QHBoxLayout();
    for (QHBoxLayout* each : {row, runs}) {
        each->setSpacing(Theme::grid);
        column->addLayout(each);
    }
    const auto labelled = [&](const QString& text, QComboBox* combo) {
        row->addWidget(mutedLabel(text, bar));
        row->addWidget(combo);
    };
    m_scale = comboOf<ComparisonScale>(tr("Scale"),
                                       {{tr("One for all"), ComparisonScale::One},
                                        {tr("Each map’s own"), ComparisonScale::Map},
                                        {tr("Ranks"), ComparisonScale::Rank}},
                                       bar);
    auto* maps = comboOf<Reduction>(
        tr("Maps"), {{tr("Signed"), Reduction::Signed}, {tr("Absolute"), Reduction::Absolute}},
        bar);
    m_order = comboOf<CardOrder>(tr("Order"),
                                 {{tr("As added"), CardOrder::Added},
                                  {tr("Map error"), CardOrder::MapError},
                                  {tr("Path gap"), CardOrder::PathGap},
                                  {tr("Seconds"), CardOrder::Seconds}},
                                 bar);
    labelled(tr("Scale"), m_scale);
    labelled(tr("Maps"), maps);
    labelled(tr("Order"), m_order);
    row->addStretch();
    m_summary = mutedLabel({}, bar);
    m_pause = new QPushButton(tr("Pause"), bar);
    m_cancel = new QPushButton(tr("Cancel"), bar);
    auto* other = new QPushButton(tr("Another comparison"), bar);
    runs->addWidget(m_summary);
    runs->addStretch();
    for (QPushButton* button : {m_pause, m_cancel, other}) runs->addWidget(button);
    connect(m_scale, &QComboBox::activated, this, [this](int index) {
        m_view.scale = static_cast<ComparisonScale>(m_scale->itemData(index).toInt());
        showMaps();
    });
    connect(maps, &QComboBox::activated, this, [this, maps](int index) {
        m_view.reduction = static_cast<Reduction>(maps->itemData(index).toInt());
        showMaps();
    });
    connect(m_order, &QComboBox::activated, this, &ComparePage::arrangeCards);
    connect(m_cancel, &QPushButton::clicked, m_runs, &ComparisonRuns::cancel);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        m_runs->paused() ? m_runs->resume() : m_runs->pause();
        showSummary();
    });
    connect(other, &QPushButton::clicked, this, [this] { compare({}); });
    return bar;
}

QWidget* ComparePage::makeFoot() {
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * Theme::grid);
    auto* left = new QVBoxLayout();
    left->setSpacing(Theme::grid / 2);
    m_bar = new ColourBar(foot);
    m_bar->setFocusPolicy(Qt::NoFocus);
    m_note = mutedLabel({}, foot);
    m_note->setWordWrap(true);
    m_reading = mutedLabel({}, foot);
    m_reading->setWordWrap(true);
    auto* scrub = new QHBoxLayout();
    m_scrubber = new QSlider(Qt::Horizontal, foot);
    m_scrubber->setAccessibleName(tr("α along all paths"));
    m_scrubber->setRange(0, scrubberSteps);
    m_scrubber->setValue(scrubberSteps);
    m_alphaText = mutedLabel({}, foot);
    scrub->addWidget(m_scrubber, 1);
    scrub->addWidget(m_alphaText);
    left->addWidget(m_bar);
    left->addWidget(m_note);
    left->addWidget(m_reading);
    left->addLayout(scrub);
    row->addLayout(left, 1);
    m_correlation = new CorrelationTable(foot);
    auto* table = new QScrollArea(foot);
    table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    table->setWidgetResizable(true);
    table->setMaximumHeight(tableHeight);
    table->setWidget(m_correlation);
    row->addWidget(table);
    connect(m_scrubber, &QSlider::valueChanged, this, [this](int value) {
        m_alpha = static_cast<double>(value) / scrubberSteps;
        requestFrame();
    });
    return foot;
}

void ComparePage::setSubject(const ExplainRequest& request, std::shared_ptr<const Scene> scene) {
    const bool another = request.image != m_request.image || request.model != m_request.model;
    m_request = request;
    if (scene || another) m_scene = std::move(scene);
    if (another && !m_cards.empty()) compare({});
}

void ComparePage::compare(std::vector<ComparisonColumn> columns) {
    m_runs->start(std::move(columns));
}

void ComparePage::add(const std::string& title, ExplainRequest request) {
    ComparisonColumn column{title, std::move(request)};
    const auto isTaken = [this](const std::string& name) {
        return std::ranges::any_of(m_runs->columns(), [&name](const ComparedColumn& other) {
            return other.column.title == name;
        });
    };
    for (int number = 2; isTaken(column.title); ++number)
        column.title = title + " (" + std::to_string(number) + ")";
    m_runs->add(std::move(column));
}

void ComparePage::setAlpha(double alpha) {
    m_scrubber->setValue(static_cast<int>(std::lround(alpha * scrubberSteps)));
}

void ComparePage::makeCards() {
    m_frames->forget();
    for (CompareCard* card : m_cards) card->deleteLater();
    m_cards.clear();
    const std::size_t count = m_runs->columns().size();
    for (std::size_t i = 0; i < count; ++i) {
        auto* card = new CompareCard(this);
        card->setSide(sideFor(count));
        connect(card, &CompareCard::chosen, this, [this, i] { select(i); });
        connect(card, &CompareCard::computeAsked, this, [this, i] { m_runs->compute(i); });
        connect(card, &CompareCard::hovered, this, &ComparePage::showCrosshair);
        connect(card, &CompareCard::opened, this, [this, i] { open(i); });
        addMenu(*card, i);
        m_cards.push_back(card);
    }
    m_stack->setCurrentIndex(count > 0 ? 1 : 0);
    m_scrubber->setValue(scrubberSteps);
    for (std::size_t i = 0; i < count; ++i) m_cards[i]->show(m_runs->columns()[i]);
    arrangeCards();
    showMaps();
}

void ComparePage::open(std::size_t column) {
    const ComparedColumn& compared = m_runs->columns()[column];
    if (isWhole(compared)) Q_EMIT openAsked(compared.column);
}

void ComparePage::addMenu(CompareCard& card, std::size_t column) {
    const auto entry = [&card, this](const QString& text, auto act) {
        auto* action = new QAction(text, &card);
        connect(action, &QAction::triggered, this, act);
        card.addAction(action);
    };
    entry(tr("Show in the Path view"), [this, column] { open(column); });
    entry(tr("Copy the map"), [&card] {
        if (!card.map().isNull()) QApplication::clipboard()->setImage(card.map());
    });
    entry(tr("Copy as command"), [this, column] {
        const ExplainRequest& request = m_runs->columns()[column].column.request;
        QApplication::clipboard()->setText(
            QString::fromStdString(commandText(request, m_engine.catalogue())));
    });
    card.setContextMenuPolicy(Qt::ActionsContextMenu);
}

std::vector<std::size_t> ComparePage::order() const {
    std::vector<std::size_t> order(m_cards.size());
    std::iota(order.begin(), order.end(), 0);
    const auto by = static_cast<CardOrder>(m_order->currentData().toInt());
    std::ranges::stable_sort(order, {}, [this, by](std::size_t column) {
        return figureOf(m_runs->columns()[column], by);
    });
    return order;
}

void ComparePage::arrangeCards() {
    if (m_cards.empty()) return;
    for (CompareCard* card : m_cards) m_grid->removeWidget(card);
    const int width = m_cards.front()->sizeHint().width() + m_grid->spacing();
    const int perRow = std::max(1, m_scroll->viewport()->width() / width);
    int place = 0;
    for (const std::size_t column : order()) {
        m_grid->addWidget(m_cards[column], place / perRow, place % perRow);
        ++place;
    }
}

void ComparePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrangeCards();
}

std::vector<Array> ComparePage::attributions() const {
    std::vector<Array> all;
    for (const ComparedColumn& column : m_runs->columns())
        all.push_back(column.column.explanation ? column.column.explanation->attribution : Array());
    return all;
}

std::vector<ComparisonColumn> ComparePage::computed() const {
    std::vector<ComparisonColumn> whole;
    for (const std::size_t column : order())
        if (isWhole(m_runs->columns()[column])) whole.push_back(m_runs->columns()[column].column);
    return whole;
}

void ComparePage::showColumn(std::size_t column) {
    m_cards[column]->show(m_runs->columns()[column]);
    showMaps();
    if (!m_runs->running()) arrangeCards();
}

void ComparePage::showMaps() {
    m_maps = comparisonMaps(attributions(), m_view);
    m_shown = m_maps.maps;
    const double limit =
        m_view.scale == ComparisonScale::Map || m_maps.limits.empty() ? 1 : m_maps.limits.front();
    const MapScale scale = scaleTo(limit, m_view.reduction);
    m_bar->setScale(scale.colours, scale.low, scale.high);
    m_note->setText(m_maps.note);
    if (m_alpha < 1)
        requestFrame();
    else
        showFrame(m_maps.maps);
    showSummary();
}

void ComparePage::showFrame(const std::vector<Array>& maps) {
    // Of an older comparison, or of one that has grown since.
    if (maps.size() != m_cards.size()) return;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        // What has no path stands still.
        m_shown[i] = maps[i].empty() ? m_maps.maps[i] : maps[i];
        if (m_shown[i].empty()) {
            m_cards[i]->setMap({});
            continue;
        }
        const MapScale scale = scaleTo(m_maps.limits[i], m_view.reduction);
        m_cards[i]->setMap(colourise(m_shown[i], scale.colours, scale.low, scale.high));
    }
}

void ComparePage::requestFrame() {
    m_alphaText->setText(QStringLiteral("α ") + fixedText(m_alpha, 3));
    if (m_alpha >= 1) {
        m_frames->forget();
        return showFrame(m_maps.maps);
    }
    ComparisonMoment moment{{}, m_alpha, m_view};
    for (const ComparedColumn& column : m_runs->columns())
        moment.traces.push_back(column.column.explanation ? column.column.explanation->trace
                                                          : nullptr);
    m_frames->request(std::move(moment));
}

void ComparePage::showSummary() {
    QStringList titles;
    std::vector<const Array*> attributions;
    std::size_t traced = 0;
    for (const ComparedColumn& column : m_runs->columns()) {
        if (!isWhole(column)) continue;
        titles << QString::fromStdString(column.column.title);
        attributions.push_back(&column.column.explanation->attribution);
        traced += column.column.explanation->trace ? 1 : 0;
    }
    m_correlation->show(titles, rankCorrelations(attributions));
    m_scrubber->setEnabled(traced > 0);
    m_alphaText->setText(QStringLiteral("α ") + fixedText(m_alpha, 3));
    m_summary->setText(tr("%1 of %2").arg(m_runs->ended()).arg(m_runs->columns().size()));
    m_pause->setText(m_runs->paused() ? tr("Resume") : tr("Pause"));
    for (QPushButton* button : {m_pause, m_cancel}) button->setEnabled(m_runs->running());
}

void ComparePage::showCrosshair(std::optional<QPoint> pixel) {
    QStringList values;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setCrosshair(pixel);
        const Array& map = m_shown[i];
        if (!pixel || map.empty() || pixel->x() >= map.width || pixel->y() >= map.height) continue;
        values << QStringLiteral("%1 %2").arg(m_cards[i]->title(),
                                              signedText(map.at(0, pixel->y(), pixel->x()), 2));
    }
    m_reading->setText(pixel ? tr("x %1  y %2:  ").arg(pixel->x()).arg(pixel->y()) +
                                   values.join(QStringLiteral(" · "))
                             : QString());
}

void ComparePage::select(std::size_t column) {
    for (std::size_t i = 0; i < m_cards.size(); ++i) m_cards[i]->setSelected(i == column);
}

}  // namespace sigscope::ui
