#pragma once

#include <QPoint>
#include <QScrollArea>
#include <optional>
#include <vector>

#include "engine/api/catalogue.h"
#include "ui/compare/compare_card.h"

class QGridLayout;

namespace sigscope::ui {

/// The cards of a comparison, in rows that fill the width, the largest that their number allows.
/// One is selected, and a second one is compared with it. What is done to the columns themselves is
/// asked for.
class CardGrid : public QScrollArea {
    Q_OBJECT

public:
    /// `catalogue` outlives the grid.
    explicit CardGrid(const Catalogue& catalogue, QWidget* parent = nullptr);

    /// As many cards, none selected.
    void reset(std::size_t count);
    void addCard();
    void removeCard(std::size_t card);
    /// The cards follow their columns: the one of `order.front()` becomes the first.
    void reorder(const std::vector<std::size_t>& order);
    /// Where the cards lie; `order` has each of them once.
    void arrange(std::vector<std::size_t> order);

    /// One for each column.
    [[nodiscard]] const std::vector<CompareCard*>& cards() const { return m_cards; }
    [[nodiscard]] std::optional<std::size_t> selected() const;
    /// Of those that are compared two by two: the one clicked with Shift, else the one that lies
    /// after the selected one, or before it.
    [[nodiscard]] std::optional<std::size_t> second() const;

    void select(std::optional<std::size_t> card);
    void selectSecond(std::size_t card);
    /// The card that lies so many places after the selected one becomes it; without one the first.
    void step(int places);
    [[nodiscard]] int perRow() const;

Q_SIGNALS:
    void selectionChanged();
    void computeAsked(std::size_t card);
    void smallerAsked(std::size_t card);
    void opened(std::size_t card);
    void hovered(std::optional<QPoint> pixel);
    void menuAsked(std::size_t card, const QPoint& global);
    /// The first card's header was dropped on the second card.
    void moveAsked(std::size_t card, std::size_t to);
    /// Likewise its map.
    void pairAsked(std::size_t first, std::size_t second);

protected:
    void resizeEvent(QResizeEvent* event) override;
    /// Beside the cards: none is selected any more.
    void mousePressEvent(QMouseEvent* event) override;
    /// The page's keys select cards; that scrolls where it needs to.
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] CompareCard* makeCard();
    [[nodiscard]] std::size_t indexOf(const CompareCard* card) const;
    [[nodiscard]] CompareCard* cardAt(const QPoint& global) const;
    void choose(CompareCard* card, Qt::KeyboardModifiers modifiers);
    void drop(CompareCard* card, CompareCard::Part part, const QPoint& global);
    void markTarget(const CompareCard* target);
    void showRoles();
    void layOut();

    const Catalogue& m_catalogue;
    QGridLayout* m_layout;
    std::vector<CompareCard*> m_cards;
    std::vector<std::size_t> m_order;  ///< In which they lie.
    CompareCard* m_selected = nullptr;
    CompareCard* m_second = nullptr;  ///< Clicked with Shift.
};

}  // namespace sigscope::ui
