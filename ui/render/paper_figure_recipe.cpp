#include "ui/render/paper_figure_recipe.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sigscope::ui {

namespace {

QJsonObject parsedRecipe(const std::string& recipe) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(recipe)).object();
}

/// What every kind has.
QJsonObject commonKeys(const PaperFigureOptions& options) {
    QJsonObject figure{{"kind", kindName(options.kind)},
                       {"width_mm", options.print.width},
                       {"dpi", options.print.dpi},
                       {"font_size_pt", options.print.fontSize},
                       {"font", options.print.family}};
    if (!options.heading.isEmpty()) figure["title"] = options.heading;
    return figure;
}

QByteArray textOf(QJsonObject recipe, const QJsonObject& figure) {
    recipe["figure"] = figure;
    return QJsonDocument(recipe).toJson(QJsonDocument::Compact);
}

}  // namespace

QByteArray figureRecipe(const std::vector<PaperFigureEntry>& entries,
                        const PaperFigureOptions& options, std::size_t perRow) {
    QJsonObject figure = commonKeys(options);
    figure["map"] = options.reduction == Reduction::Signed ? "signed" : "absolute";
    if (options.kind == PaperFigureKind::Grid) {
        figure["methods"] = static_cast<qint64>(perRow);
        figure["scale"] = options.gridMaps == GridMaps::RowScale ? "row" : "own";
    } else if (options.equalColumns > 0) {
        figure["columns"] = options.equalColumns;
    } else {
        QJsonArray alphas;
        for (const double alpha : options.alphas) alphas.append(alpha);
        figure["alphas"] = alphas;
    }
    QJsonArray recipes;
    QJsonObject first;
    for (const PaperFigureEntry& entry : entries) {
        const QJsonObject recipe =
            entry.explanation ? parsedRecipe(entry.explanation->recipe) : QJsonObject();
        if (first.isEmpty()) first = recipe;
        recipes.append(recipe);
    }
    figure["recipes"] = recipes;
    return textOf(first, figure);
}

QByteArray surfaceRecipe(const Surface& surface, const PaperFigureOptions& options) {
    QJsonObject figure = commonKeys(options);
    figure["resolution"] = surface.resolution;
    return textOf(parsedRecipe(surface.recipe), figure);
}

}  // namespace sigscope::ui
