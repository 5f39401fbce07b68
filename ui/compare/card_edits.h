#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "ui/compare/card_grid.h"
#include "ui/compare/comparison_runs.h"

namespace sigscope::ui {

/// Cards that come, go and change places. New ones are called so that each is told from the others.
class CardEdits {
public:
    /// All outlive this.
    CardEdits(ComparisonRuns& runs, CardGrid& grid, const Catalogue& catalogue)
        : m_runs(runs), m_grid(grid), m_catalogue(catalogue) {}

    /// Called `title` or, where another one is called so, numbered.
    void add(const std::string& title, ExplainRequest request);
    /// Called by its method, and selected.
    void addSelected(const ExplainRequest& request);
    void duplicateSelected();
    /// The one that takes its place is selected.
    void removeSelected();
    /// `order` is that in which the cards lie.
    void move(std::vector<std::size_t> order, std::size_t card, std::size_t to);

private:
    [[nodiscard]] std::vector<std::string> titles() const;

    ComparisonRuns& m_runs;
    CardGrid& m_grid;
    const Catalogue& m_catalogue;
};

}  // namespace sigscope::ui
