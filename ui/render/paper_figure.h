#pragma once

#include <QByteArray>
#include <QString>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/api/attribution_map.h"
#include "engine/api/explanation.h"
#include "ui/render/method_label.h"
#include "ui/render/panel_grid.h"
#include "ui/render/surface_plot.h"

namespace sigscope::ui {

/// The figures of a paper about paths, of the user's own picture and network.
enum class PaperFigureKind {
    Surface,  ///< f over the plane of a path, the path and the straight line on it.
    Strips,   ///< x(α) over the map accumulated up to α, a column for each α.
    Spectra,  ///< The Fourier magnitude of x(α) − x′, a row for each method.
    Paths,    ///< For each method picture, step and map at α, and f with ΣA along the path.
    Grid,     ///< Pictures by methods: the maps, on one scale or each on its own.
};

/// In the order of lists.
inline constexpr std::array everyFigureKind{PaperFigureKind::Surface, PaperFigureKind::Strips,
                                            PaperFigureKind::Spectra, PaperFigureKind::Paths,
                                            PaperFigureKind::Grid};

/// "surface", "strips", …
[[nodiscard]] QString kindName(PaperFigureKind kind);
/// The kind of that name; nothing of another name.
[[nodiscard]] std::optional<PaperFigureKind> kindNamed(const QString& name);

/// The paper's methods, which a figure of that kind is of unless others are chosen.
[[nodiscard]] std::vector<std::string> usualMethods(PaperFigureKind kind);

/// In millimetres: a chart beside three pictures takes two columns' room.
[[nodiscard]] double usualWidth(PaperFigureKind kind);

/// Of most journals, in millimetres.
inline constexpr double singleColumn = 84;
inline constexpr double oneAndAHalfColumns = 129;
inline constexpr double doubleColumn = 174;
inline constexpr double narrowestFigure = 30;
inline constexpr double widestFigure = 400;

/// What the colours of a grid's maps mean.
enum class GridMaps {
    RowScale,  ///< One scale for the methods of a picture.
    OwnScale,  ///< Each map its own, whose limit stands below it.
};

struct PaperFigureOptions {
    PaperFigureKind kind = PaperFigureKind::Strips;
    std::vector<double> alphas{0.1, 0.3, 0.55, 0.6, 1};  ///< Of the columns, in [0, 1].
    /// If not 0, as many columns instead: at equal shares of what changes (paceByChange()).
    int equalColumns = 0;
    Reduction reduction = Reduction::Signed;
    GridMaps gridMaps = GridMaps::RowScale;
    QString heading{};  ///< A line above the figure; empty for none.
    PrintOptions print{};
};

/// The α at which a figure of that kind has its columns unless others are chosen.
[[nodiscard]] std::vector<double> usualAlphas(PaperFigureKind kind);

/// One of the explanations that a figure is made of.
struct PaperFigureEntry {
    QString method;                                  ///< As the figure calls it: "SIG".
    std::shared_ptr<const Explanation> explanation;  ///< Null where there is none.
    QString absence{};                               ///< Why.
};

/// A figure before it is laid out: what a file of it holds beside its drawing.
struct PaperFigure {
    PaperFigureKind kind = PaperFigureKind::Strips;
    std::variant<GridContent, SurfaceContent> content;
    QString heading;    ///< Above it; mostly empty.
    QString title;      ///< For a document.
    QString caption;    ///< A paragraph to print below it.
    QByteArray recipe;  ///< paper_figure_recipe.h

    /// Of all kinds but surfaces.
    [[nodiscard]] const GridContent& grid() const { return std::get<GridContent>(content); }

    /// Another text in the place of one that PrintedFigure::textAt() told.
    void setText(FigurePart part, std::size_t index, const QString& text);
};

/// Of all kinds but a grid's the entries are of one picture and have traces; a grid's are rows of
/// `perRow` methods, each of one picture and model, one row after the other. At least one has an
/// explanation. No surface; any thread.
[[nodiscard]] PaperFigure paperFigure(const std::vector<PaperFigureEntry>& entries,
                                      const PaperFigureOptions& options, std::size_t perRow = 1);

/// The figure of a surface. Any thread.
[[nodiscard]] PaperFigure surfaceFigure(std::shared_ptr<const Surface> surface,
                                        const PaperFigureOptions& options);

/// Lays a figure out. Needs a QApplication, and its thread.
[[nodiscard]] std::unique_ptr<PrintedFigure> layOutFigure(PaperFigure figure,
                                                          const PrintOptions& print);

}  // namespace sigscope::ui
