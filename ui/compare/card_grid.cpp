#include "ui/compare/card_grid.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <algorithm>
#include <numeric>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr std::size_t fewCards = 4;
constexpr std::size_t someCards = 10;

/// Of a card's map, in px, where there is room.
int sideFor(std::size_t cards) {
    if (cards <= fewCards) return 225;
    return cards <= someCards ? 180 : 150;
}

/// `side`, or a little less where that saves `cards` a row of `width` px. A card is `border` px
/// wider than its map.
int fittingSide(int side, int border, int width, std::size_t cards) {
    constexpr double least = 0.85;
    const auto count = static_cast<int>(cards);
    const auto rows = [count](int perRow) { return (count + perRow - 1) / perRow; };
    const int perRow = std::max(1, (width + Theme::grid) / (side + border + Theme::grid));
    const int smaller = (width + Theme::grid) / (perRow + 1) - Theme::grid - border;
    return rows(perRow + 1) < rows(perRow) && smaller >= least * side ? smaller : side;
}

}  // namespace

CardGrid::CardGrid(const Catalogue& catalogue, QWidget* parent)
    : QScrollArea(parent), m_catalogue(catalogue) {
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    auto* cards = new QWidget(this);
    m_layout = new QGridLayout(cards);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Theme::grid);
    m_layout->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setWidget(cards);
}

CompareCard* CardGrid::makeCard() {
    auto* card = new CompareCard(m_catalogue, widget());
    connect(card, &CompareCard::chosen, this,
            [this, card](Qt::KeyboardModifiers modifiers) { choose(card, modifiers); });
    connect(card, &CompareCard::computeAsked, this,
            [this, card] { Q_EMIT computeAsked(indexOf(card)); });
    connect(card, &CompareCard::smallerAsked, this,
            [this, card] { Q_EMIT smallerAsked(indexOf(card)); });
    connect(card, &CompareCard::opened, this, [this, card] { Q_EMIT opened(indexOf(card)); });
    connect(card, &CompareCard::hovered, this, &CardGrid::hovered);
    connect(card, &CompareCard::menuAsked, this, [this, card](const QPoint& global) {
        choose(card, Qt::NoModifier);
        Q_EMIT menuAsked(indexOf(card), global);
    });
    connect(card, &CompareCard::dragged, this,
            [this, card](CompareCard::Part, const QPoint& global) {
                const CompareCard* target = cardAt(global);
                markTarget(target == card ? nullptr : target);
            });
    connect(
        card, &CompareCard::dropped, this,
        [this, card](CompareCard::Part part, const QPoint& global) { drop(card, part, global); });
    return card;
}

void CardGrid::reset(std::size_t count) {
    for (CompareCard* card : m_cards) {
        card->hide();
        card->deleteLater();
    }
    m_cards.clear();
    m_selected = m_second = nullptr;
    for (std::size_t i = 0; i < count; ++i) m_cards.push_back(makeCard());
    m_order.resize(count);
    std::iota(m_order.begin(), m_order.end(), 0);
    layOut();
    Q_EMIT selectionChanged();
}

void CardGrid::addCard() {
    m_cards.push_back(makeCard());
    m_order.push_back(m_cards.size() - 1);
    layOut();
}

void CardGrid::removeCard(std::size_t card) {
    CompareCard* gone = m_cards[card];
    m_cards.erase(m_cards.begin() + static_cast<std::ptrdiff_t>(card));
    std::erase(m_order, card);
    for (std::size_t& place : m_order) place -= place > card ? 1 : 0;
    const bool changes = gone == m_selected || gone == m_second;
    if (gone == m_selected) m_selected = nullptr;
    if (gone == m_second) m_second = nullptr;
    gone->hide();
    gone->deleteLater();
    layOut();
    if (changes) Q_EMIT selectionChanged();
}

void CardGrid::reorder(const std::vector<std::size_t>& order) {
    std::vector<CompareCard*> cards;
    for (const std::size_t card : order) cards.push_back(m_cards[card]);
    m_cards = std::move(cards);
    std::iota(m_order.begin(), m_order.end(), 0);
    layOut();
}

void CardGrid::arrange(std::vector<std::size_t> order) {
    if (order == m_order) return;
    m_order = std::move(order);
    layOut();
}

int CardGrid::perRow() const {
    if (m_cards.empty()) return 1;
    const int width = m_cards.front()->sizeHint().width() + m_layout->spacing();
    return std::max(1, (viewport()->width() + m_layout->spacing()) / width);
}

void CardGrid::layOut() {
    if (m_cards.empty()) return;
    const int usual = sideFor(m_cards.size());
    m_cards.front()->setSide(usual);
    const int border = m_cards.front()->sizeHint().width() - usual;
    const int side = fittingSide(usual, border, viewport()->width(), m_cards.size());
    for (CompareCard* card : m_cards) {
        m_layout->removeWidget(card);
        card->setSide(side);
    }
    const int cardsPerRow = perRow();
    int place = 0;
    for (const std::size_t card : m_order) {
        m_layout->addWidget(m_cards[card], place / cardsPerRow, place % cardsPerRow, Qt::AlignTop);
        m_cards[card]->setVisible(true);
        ++place;
    }
    for (std::size_t i = 1; i < m_order.size(); ++i)
        setTabOrder(m_cards[m_order[i - 1]], m_cards[m_order[i]]);
}

void CardGrid::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    layOut();
}

void CardGrid::mousePressEvent(QMouseEvent*) {
    select(std::nullopt);
}

void CardGrid::keyPressEvent(QKeyEvent* event) {
    event->ignore();
}

std::size_t CardGrid::indexOf(const CompareCard* card) const {
    return static_cast<std::size_t>(std::ranges::find(m_cards, card) - m_cards.begin());
}

CompareCard* CardGrid::cardAt(const QPoint& global) const {
    const QPoint place = widget()->mapFromGlobal(global);
    const auto under = std::ranges::find_if(
        m_cards, [&place](const CompareCard* card) { return card->geometry().contains(place); });
    return under == m_cards.end() ? nullptr : *under;
}

std::optional<std::size_t> CardGrid::selected() const {
    if (m_selected == nullptr) return std::nullopt;
    return indexOf(m_selected);
}

std::optional<std::size_t> CardGrid::second() const {
    if (m_selected == nullptr || m_cards.size() < 2) return std::nullopt;
    if (m_second != nullptr) return indexOf(m_second);
    const auto place = std::ranges::find(m_order, indexOf(m_selected));
    return place + 1 != m_order.end() ? *(place + 1) : *(place - 1);
}

void CardGrid::select(std::optional<std::size_t> card) {
    CompareCard* other = card ? m_cards[*card] : nullptr;
    if (other == m_selected) return;
    m_selected = other;
    if (m_second == other || other == nullptr) m_second = nullptr;
    if (m_selected != nullptr) {
        m_selected->setFocus();
        ensureWidgetVisible(m_selected, Theme::grid, Theme::grid);
    }
    showRoles();
    Q_EMIT selectionChanged();
}

void CardGrid::selectSecond(std::size_t card) {
    if (m_selected == nullptr) return select(card);
    if (m_cards[card] == m_selected || m_cards[card] == m_second) return;
    m_second = m_cards[card];
    showRoles();
    Q_EMIT selectionChanged();
}

void CardGrid::step(int places) {
    if (m_cards.empty()) return;
    if (m_selected == nullptr) return select(m_order.front());
    const auto now = std::ranges::find(m_order, indexOf(m_selected)) - m_order.begin();
    const std::ptrdiff_t next = now + places;
    if (next < 0 || next >= std::ssize(m_order)) return;
    select(m_order[static_cast<std::size_t>(next)]);
}

void CardGrid::choose(CompareCard* card, Qt::KeyboardModifiers modifiers) {
    if (modifiers.testFlag(Qt::ShiftModifier))
        selectSecond(indexOf(card));
    else
        select(indexOf(card));
}

void CardGrid::drop(CompareCard* card, CompareCard::Part part, const QPoint& global) {
    markTarget(nullptr);
    const CompareCard* target = cardAt(global);
    if (target == nullptr || target == card) return;
    if (part == CompareCard::Part::Header)
        Q_EMIT moveAsked(indexOf(card), indexOf(target));
    else
        Q_EMIT pairAsked(indexOf(card), indexOf(target));
}

void CardGrid::markTarget(const CompareCard* target) {
    for (CompareCard* card : m_cards) card->setDropTarget(card == target);
}

void CardGrid::showRoles() {
    for (CompareCard* card : m_cards) {
        using Role = CompareCard::Role;
        if (card == m_selected)
            card->setRole(Role::First);
        else
            card->setRole(card == m_second ? Role::Second : Role::None);
    }
}

}  // namespace sigscope::ui
