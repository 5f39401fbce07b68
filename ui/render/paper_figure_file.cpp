#include "ui/render/paper_figure_file.h"

#include "engine/api/recipe.h"
#include "engine/api/whole_file.h"
#include "ui/render/figure_contents.h"
#include "ui/render/png_text.h"
#include "ui/render/recipe_xmp.h"

namespace sigscope::ui {

namespace {

QByteArray withSvgFigure(QByteArray svg, const QByteArray& contents) {
    const QByteArray element =
        QByteArray("<") + figureSvgElement + ">" + contents.toBase64() + "</metadata>\n";
    return svg.insert(svg.lastIndexOf("</svg>"), element);
}

}  // namespace

QByteArray paperFigureBytes(const PaperFigure& figure, const PrintOptions& print,
                            FigureFormat format) {
    const QByteArray contents = figureContents(figure, print);
    const auto printed = layOutFigure(figure, print);
    const FigurePage page = withHeading(printed->page(), figure.heading);
    switch (format) {
        case FigureFormat::Svg:
            return withSvgFigure(
                svgOf(page, figure.title, QString::fromLatin1(figure.recipe.toBase64())), contents);
        case FigureFormat::Pdf:
            return pdfOf(
                page, figure.title,
                recipeXmp(figure.title, figure.recipe, base64Element(figureXmpElement, contents)));
        case FigureFormat::Png:
            break;
    }
    return withPngChunk(withPngText(pngOf(page, print.dpi), recipePngKeyword, figure.recipe),
                        figurePngChunk, contents);
}

Outcome<Done> writePaperFigure(const std::filesystem::path& file, const PaperFigure& figure,
                               const PrintOptions& print) {
    const QByteArray bytes =
        paperFigureBytes(figure, print, figureFormat(file).value_or(FigureFormat::Png));
    return writeWholeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace sigscope::ui
