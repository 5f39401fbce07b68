#include "ui/compare/cards_or_pair.h"

#include <optional>

#include "ui/compare/card_grid.h"
#include "ui/compare/compare_card.h"
#include "ui/compare/compared_maps.h"
#include "ui/render/colour_map.h"
#include "ui/render/scale_bar.h"

namespace sigscope::ui {

CardsOrPair::CardsOrPair(CardGrid& grid, const ComparedMaps& maps, QWidget* parent)
    : QStackedWidget(parent), m_grid(grid), m_maps(maps), m_pair(new PairView(this)) {
    addWidget(&m_grid);
    addWidget(m_pair);
    connect(&m_grid, &CardGrid::selectionChanged, this, &CardsOrPair::paintPair);
    connect(&m_grid, &CardGrid::pairAsked, this, &CardsOrPair::showWipe);
    connect(m_pair, &PairView::modeChosen, this, &CardsOrPair::showPair);
    connect(m_pair, &PairView::closeAsked, this, &CardsOrPair::showCards);
}

PairView* CardsOrPair::pair() const {
    return currentWidget() == m_pair ? m_pair : nullptr;
}

void CardsOrPair::togglePair(PairView::Mode mode) {
    if (pair() != nullptr && m_pair->mode() == mode) return showCards();
    showPair(mode);
}

void CardsOrPair::showPair(PairView::Mode mode) {
    if (!m_grid.selected()) m_grid.step(0);
    if (!m_grid.second()) return;
    m_pair->setMode(mode);
    setCurrentWidget(m_pair);
    m_pair->canvas().setFocus();
    paintPair();
}

void CardsOrPair::showWipe(std::size_t first, std::size_t second) {
    m_grid.select(first);
    m_grid.selectSecond(second);
    showPair(PairView::Mode::Wipe);
}

void CardsOrPair::showCards() {
    setCurrentWidget(&m_grid);
    if (const auto selected = m_grid.selected()) m_grid.cards()[*selected]->setFocus();
}

void CardsOrPair::paintPair() {
    if (pair() == nullptr) return;
    const auto first = m_grid.selected();
    const auto second = m_grid.second();
    if (!first || !second) return showCards();
    const auto mapOf = [this](std::size_t card) {
        return PairedMap{m_grid.cards()[card]->title(), m_grid.cards()[card]->map()};
    };
    m_pair->setMaps(mapOf(*first), mapOf(*second));
    if (m_maps.count() != m_grid.cards().size()) return;
    const double limit = m_maps.limit(*first);
    const Array difference =
        differenceOfColours(m_maps.map(*first), limit, m_maps.map(*second), m_maps.limit(*second));
    // On one scale the difference has the maps' unit, else that of shares of their limits.
    const Ground ground = m_maps.view().ground;
    const MapScale colours = scaleTo(1, Reduction::Signed, ground);
    const bool oneScale = m_maps.view().scale == ComparisonScale::One;
    m_pair->setDifference(difference.empty()
                              ? QImage()
                              : colourise(difference, colours.colours, colours.low, colours.high),
                          oneScale ? scaleTo(limit, Reduction::Signed, ground) : colours);
}

void CardsOrPair::setFlicker(Flicker flicker) {
    if (m_flicker == flicker) return;
    m_flicker = flicker;
    const bool ofPair = pair() != nullptr && flicker == Flicker::Second;
    m_pair->setAlone(ofPair ? std::optional(PairView::Side::Second) : std::nullopt);
    if (pair() == nullptr) Q_EMIT flickered();
}

std::size_t CardsOrPair::sourceOf(std::size_t card) const {
    const bool flickers =
        m_flicker == Flicker::Second && pair() == nullptr && m_grid.selected() == card;
    return flickers ? m_grid.second().value_or(card) : card;
}

}  // namespace sigscope::ui
