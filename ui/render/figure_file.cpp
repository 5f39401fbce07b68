#include "ui/render/figure_file.h"

#include "engine/api/recipe.h"
#include "engine/api/whole_file.h"
#include "ui/render/explanation_figure.h"
#include "ui/render/figure_facts.h"
#include "ui/render/png_text.h"
#include "ui/render/recipe_xmp.h"

namespace sigscope::ui {

namespace {

struct Content {
    const Explanation& explanation;
    FigureView view;

    [[nodiscard]] QByteArray recipe() const {
        return QByteArray::fromStdString(explanation.recipe);
    }
};

QByteArray bytesOf(const Content& content, const QString& ending) {
    const ExplanationFigure figure(content.explanation, content.view);
    const QString title = figureTitle(content.explanation);
    if (ending == ".svg")
        return svgOf(figure.drawing(), title, QString::fromLatin1(content.recipe().toBase64()));
    if (ending == ".pdf") return pdfOf(figure.drawing(), title, recipeXmp(title, content.recipe()));
    return withPngText(pngOf(figure.drawing()), recipePngKeyword, content.recipe());
}

}  // namespace

Outcome<Done> writeFigure(const std::filesystem::path& file, const Explanation& explanation,
                          FigureView view) {
    if (!hasFigure(explanation))
        return Failure{file.string() + ": there is no attribution to draw"};
    const QString ending = QString::fromStdString(file.extension().string()).toLower();
    const QByteArray bytes = bytesOf({explanation, view}, ending);
    return writeWholeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace sigscope::ui
