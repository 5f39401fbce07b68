#pragma once

#include <QPoint>
#include <QString>
#include <cstddef>
#include <optional>

namespace sigscope::ui {

class CardGrid;
class CardsOrPair;
class ComparedMaps;
class ComparisonRuns;

/// Puts the maps on the cards, with what is to be said of each at this moment.
class CardPictures {
public:
    /// All outlive this.
    CardPictures(const ComparisonRuns& runs, const CardGrid& grid, const ComparedMaps& maps,
                 const CardsOrPair& middle)
        : m_runs(runs), m_grid(grid), m_maps(maps), m_middle(middle) {}

    /// Nothing while there are not as many maps as cards; likewise below.
    void showAll() const;
    void show(std::size_t card) const;

    /// In all maps at once.
    void setCrosshair(std::optional<QPoint> pixel) const;
    /// The maps' values there, each with the rank of its magnitude in its map, in a line.
    [[nodiscard]] QString readingAt(const QPoint& pixel) const;

private:
    [[nodiscard]] QString noteOf(std::size_t card) const;

    const ComparisonRuns& m_runs;
    const CardGrid& m_grid;
    const ComparedMaps& m_maps;
    const CardsOrPair& m_middle;
};

}  // namespace sigscope::ui
