#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/comparison.h"
#include "engine/api/explanation.h"
#include "ui/compare/value_sweep.h"

namespace sigscope::ui {

/// Columns that are offered together.
struct ComparisonSet {
    const char* name = "";  ///< Of what begins it: "comparePaper"; empty where it is one of a menu.
    QString title;
    QString help;
    std::vector<ComparisonColumn> columns;  ///< Fewer than two where there is nothing to compare.
    /// Where they are values of a number, which others can be chosen for; else null.
    std::optional<ValueSweep> sweep{};
};

/// In what columns differ from what is shown, with the sets of that.
struct VariedField {
    QString title;
    std::vector<ComparisonSet> sets;
};

/// What can be compared with `shown`: methods, models, baselines, classes, and the values of each
/// of its method's parameters. `scene` is null until the picture was classified.
[[nodiscard]] std::vector<VariedField> variedFields(const ExplainRequest& shown,
                                                    const Catalogue& catalogue, const Scene* scene);

/// Of these, those that stand on the empty page.
[[nodiscard]] std::vector<ComparisonSet> firstSets(const ExplainRequest& shown,
                                                   const Catalogue& catalogue, const Scene* scene);

}  // namespace sigscope::ui
