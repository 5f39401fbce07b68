#pragma once

#include <memory>

#include "engine/api/catalogue.h"
#include "ui/compare/card_grid.h"
#include "ui/compare/comparison_runs.h"
#include "ui/window/request_editor.h"

namespace sigscope::ui {

/// Edits the request of the selected card, which is computed anew; the others stay as they are.
/// Used only while a card is selected.
class CardEditor final : public RequestEditor {
public:
    /// All outlive this.
    CardEditor(ComparisonRuns& runs, const CardGrid& grid, const Catalogue& catalogue)
        : m_runs(runs), m_grid(grid), m_catalogue(catalogue) {}

    [[nodiscard]] const ExplainRequest& request() const override;
    [[nodiscard]] const Catalogue& catalogue() const override { return m_catalogue; }
    /// What the card's map was made of; null until it is there.
    [[nodiscard]] std::shared_ptr<const Scene> scene() const;
    /// Computes the card, where its map is not there.
    void compute();

protected:
    void change(ExplainRequest request) override;

private:
    [[nodiscard]] const ComparedColumn& edited() const;

    ComparisonRuns& m_runs;
    const CardGrid& m_grid;
    const Catalogue& m_catalogue;
};

}  // namespace sigscope::ui
