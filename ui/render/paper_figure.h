#pragma once

#include <QString>
#include <memory>
#include <string>
#include <vector>

#include "engine/api/attribution_map.h"
#include "engine/api/explanation.h"
#include "ui/render/panel_grid.h"

namespace sigscope::ui {

/// The figures of a paper about paths, of the user's own picture and network.
enum class PaperFigureKind {
    Strips,   ///< x(α) over the map accumulated up to α, a column for each α.
    Spectra,  ///< The Fourier magnitude of x(α) − x′, a row for each method.
    Paths,    ///< For each method picture, step and map at α, and f with ΣA along the path.
    Grid,     ///< Pictures by methods: the maps, one scale to a row.
};

struct PaperFigureOptions {
    PaperFigureKind kind = PaperFigureKind::Strips;
    std::vector<double> alphas{0.1, 0.3, 0.55, 0.6, 1};  ///< Of the columns, in [0, 1].
    /// If not 0, as many columns instead: at equal shares of what changes (paceByChange()).
    int equalColumns = 0;
    Reduction reduction = Reduction::Signed;
    PrintOptions print{};
};

/// One of the explanations that a figure is made of.
struct PaperFigureEntry {
    QString method;                                  ///< As the figure calls it: "SIG".
    std::shared_ptr<const Explanation> explanation;  ///< Null where there is none.
    QString absence{};                               ///< Why.
};

struct PaperFigure {
    GridContent content;
    QString title;    ///< For a document.
    QString caption;  ///< A paragraph to print below it.
};

/// "SIG" of "sig"; longer names stay as they are.
[[nodiscard]] QString methodLabel(const std::string& method);

/// Of all kinds but a grid's the entries are of one picture and have traces; a grid's are rows of
/// `perRow` methods, one row after the other. At least one has an explanation.
[[nodiscard]] PaperFigure paperFigure(const std::vector<PaperFigureEntry>& entries,
                                      const PaperFigureOptions& options, std::size_t perRow = 1);

}  // namespace sigscope::ui
