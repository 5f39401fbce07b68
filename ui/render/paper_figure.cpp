#include "ui/render/paper_figure.h"

#include <utility>

#include "ui/render/figure_facts.h"
#include "ui/render/paper_figure_caption.h"
#include "ui/render/paper_figure_panels.h"
#include "ui/render/paper_figure_recipe.h"

namespace sigscope::ui {

namespace {

/// What scene and recipe tell of a surface, as they do of an explanation.
Explanation describedBy(const Surface& surface) {
    Explanation described;
    described.scene = surface.scene;
    described.recipe = surface.recipe;
    return described;
}

}  // namespace

QString kindName(PaperFigureKind kind) {
    switch (kind) {
        case PaperFigureKind::Surface:
            return QStringLiteral("surface");
        case PaperFigureKind::Strips:
            return QStringLiteral("strips");
        case PaperFigureKind::Spectra:
            return QStringLiteral("spectra");
        case PaperFigureKind::Paths:
            return QStringLiteral("paths");
        case PaperFigureKind::Grid:
            break;
    }
    return QStringLiteral("grid");
}

std::optional<PaperFigureKind> kindNamed(const QString& name) {
    for (const PaperFigureKind kind : everyFigureKind)
        if (kindName(kind) == name) return kind;
    return std::nullopt;
}

std::vector<std::string> usualMethods(PaperFigureKind kind) {
    switch (kind) {
        case PaperFigureKind::Surface:
        case PaperFigureKind::Strips:
            return {"sig"};
        case PaperFigureKind::Paths:
            return {"ig", "big", "sig"};
        default:
            return {"ig", "sig"};
    }
}

double usualWidth(PaperFigureKind kind) {
    return kind == PaperFigureKind::Paths ? doubleColumn : singleColumn;
}

std::vector<double> usualAlphas(PaperFigureKind kind) {
    return kind == PaperFigureKind::Paths ? std::vector{0.5} : PaperFigureOptions().alphas;
}

void PaperFigure::setText(FigurePart part, std::size_t index, const QString& text) {
    std::visit([&](auto& shown) { shown.setText(part, index, text); }, content);
}

PaperFigure paperFigure(const std::vector<PaperFigureEntry>& entries,
                        const PaperFigureOptions& options, std::size_t perRow) {
    return {options.kind,
            figureGridOf(entries, options, perRow),
            options.heading,
            figureTitle(firstOf(entries)),
            captionOf(entries, options),
            figureRecipe(entries, options, perRow)};
}

PaperFigure surfaceFigure(std::shared_ptr<const Surface> surface,
                          const PaperFigureOptions& options) {
    const Explanation described = describedBy(*surface);
    const QString caption = surfaceCaption(*surface, described);
    const QByteArray recipe = surfaceRecipe(*surface, options);
    return {options.kind,    SurfaceContent{std::move(surface), quantityOf(described)},
            options.heading, figureTitle(described),
            caption,         recipe};
}

std::unique_ptr<PrintedFigure> layOutFigure(PaperFigure figure, const PrintOptions& print) {
    if (auto* surface = std::get_if<SurfaceContent>(&figure.content))
        return std::make_unique<SurfacePlot>(std::move(*surface), print);
    return std::make_unique<PanelGrid>(std::get<GridContent>(std::move(figure.content)), print);
}

}  // namespace sigscope::ui
