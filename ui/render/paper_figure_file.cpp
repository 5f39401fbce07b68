#include "ui/render/paper_figure_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "engine/api/recipe.h"
#include "engine/api/whole_file.h"
#include "ui/render/png_text.h"
#include "ui/render/recipe_xmp.h"

namespace sigscope::ui {

namespace {

QString kindName(PaperFigureKind kind) {
    switch (kind) {
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

QJsonObject parsedRecipe(const PaperFigureEntry& entry) {
    if (!entry.explanation) return {};
    return QJsonDocument::fromJson(QByteArray::fromStdString(entry.explanation->recipe)).object();
}

QByteArray figureRecipe(const std::vector<PaperFigureEntry>& entries,
                        const PaperFigureOptions& options, std::size_t perRow) {
    QJsonObject figure{{"kind", kindName(options.kind)},
                       {"width_mm", options.print.width},
                       {"dpi", options.print.dpi},
                       {"font_size_pt", options.print.fontSize},
                       {"map", options.reduction == Reduction::Signed ? "signed" : "absolute"}};
    if (options.kind == PaperFigureKind::Grid) {
        figure["methods"] = static_cast<qint64>(perRow);
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
        const QJsonObject recipe = parsedRecipe(entry);
        if (first.isEmpty()) first = recipe;
        recipes.append(recipe);
    }
    figure["recipes"] = recipes;
    first["figure"] = figure;
    return QJsonDocument(first).toJson(QJsonDocument::Compact);
}

}  // namespace

Outcome<Done> writePaperFigure(const std::filesystem::path& file,
                               const std::vector<PaperFigureEntry>& entries,
                               const PaperFigureOptions& options, std::size_t perRow) {
    PaperFigure figure = paperFigure(entries, options, perRow);
    const PanelGrid grid(std::move(figure.content), options.print);
    const FigurePage page = grid.page();
    const QByteArray recipe = figureRecipe(entries, options, perRow);
    const QString ending = QString::fromStdString(file.extension().string()).toLower();
    const QByteArray bytes =
        ending == ".svg"   ? svgOf(page, figure.title, QString::fromLatin1(recipe.toBase64()))
        : ending == ".pdf" ? pdfOf(page, figure.title, recipeXmp(figure.title, recipe))
                           : withPngText(pngOf(page, options.print.dpi), recipePngKeyword, recipe);
    return writeWholeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace sigscope::ui
