#pragma once

#include <QStackedWidget>
#include <cstddef>

#include "ui/compare/pair_view.h"

namespace sigscope::ui {

class CardGrid;
class ComparedMaps;

/// The cards of a comparison, or in their place the selected one and the second as a pair.
class CardsOrPair : public QStackedWidget {
    Q_OBJECT

public:
    enum class Flicker { Off, Second };

    /// Both outlive this.
    CardsOrPair(CardGrid& grid, const ComparedMaps& maps, QWidget* parent = nullptr);

    /// Null while the cards are shown.
    [[nodiscard]] PairView* pair() const;

    /// The pair in that mode; the cards where it is shown so already.
    void togglePair(PairView::Mode mode);
    void showPair(PairView::Mode mode);
    /// Selects these two, and shows the first left of a line and the second right of it.
    void showWipe(std::size_t first, std::size_t second);
    void showCards();
    /// Of the pair that is shown, what became of its maps.
    void paintPair();

    /// The second map in the first one's place, of the pair or on the selected card.
    void setFlicker(Flicker flicker);
    /// The card whose map is to be seen on `card`: the second one's while it flickers.
    [[nodiscard]] std::size_t sourceOf(std::size_t card) const;

Q_SIGNALS:
    /// Another map is to be seen on the selected card.
    void flickered();

private:
    CardGrid& m_grid;
    const ComparedMaps& m_maps;
    PairView* m_pair;
    Flicker m_flicker = Flicker::Off;
};

}  // namespace sigscope::ui
