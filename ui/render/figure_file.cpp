#include "ui/render/figure_file.h"

#include "engine/api/engine.h"
#include "engine/api/recipe.h"
#include "engine/api/whole_file.h"
#include "ui/render/explanation_figure.h"
#include "ui/render/figure_facts.h"
#include "ui/render/figure_format.h"
#include "ui/render/png_text.h"
#include "ui/render/recipe_xmp.h"

namespace sigscope::ui {

namespace {

struct Content {
    const Explanation& explanation;
    FigureView view;
    QByteArray result;  ///< The bytes of an .npz.

    [[nodiscard]] QByteArray recipe() const {
        return QByteArray::fromStdString(explanation.recipe);
    }
};

QByteArray withSvgResult(QByteArray svg, const QByteArray& result) {
    return svg.insert(svg.lastIndexOf("</svg>"), base64Element(resultSvgElement, result));
}

QByteArray bytesOf(const Content& content, FigureFormat format) {
    const ExplanationFigure figure(content.explanation, content.view);
    const QString title = figureTitle(content.explanation);
    if (format == FigureFormat::Svg)
        return withSvgResult(
            svgOf(figure.drawing(), title, QString::fromLatin1(content.recipe().toBase64())),
            content.result);
    if (format == FigureFormat::Pdf)
        return pdfOf(
            figure.drawing(), title,
            recipeXmp(title, content.recipe(), base64Element(resultXmpElement, content.result)));
    return withPngChunk(withPngText(pngOf(figure.drawing()), recipePngKeyword, content.recipe()),
                        resultPngChunk, content.result);
}

}  // namespace

Outcome<Done> writeFigure(const std::filesystem::path& file, const Explanation& explanation,
                          FigureView view) {
    if (!hasFigure(explanation))
        return Failure{file.string() + ": there is no attribution to draw"};
    const Outcome<std::string> result = npzBytes(explanation);
    if (!result) return Failure{file.string() + ": " + result.error()};
    const QByteArray bytes = bytesOf({explanation, view, QByteArray::fromStdString(result.value())},
                                     figureFormat(file).value_or(FigureFormat::Png));
    return writeWholeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace sigscope::ui
