#include "ui/figure/figure_file.h"

#include <QBuffer>
#include <QImageWriter>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include "engine/api/recipe.h"
#include "engine/api/whole_file.h"
#include "ui/figure/explanation_figure.h"
#include "ui/figure/figure_facts.h"
#include "ui/figure/png_text.h"

namespace sigscope::ui {

namespace {

struct Content {
    const Explanation& explanation;
    FigureView view;

    [[nodiscard]] QByteArray recipe() const {
        return QByteArray::fromStdString(explanation.recipe);
    }
};

QByteArray pngBytes(const Content& content) {
    QBuffer buffer;
    QImageWriter(&buffer, "png").write(renderFigure(content.explanation, content.view));
    return withPngText(buffer.data(), recipePngKeyword, content.recipe());
}

QByteArray svgBytes(const Content& content) {
    const ExplanationFigure figure(content.explanation, content.view);
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(figure.size());
    generator.setViewBox(QRect(QPoint(0, 0), figure.size()));
    // Qt writes both as they are.
    generator.setTitle(figureTitle(content.explanation).toHtmlEscaped());
    generator.setDescription(QString::fromLatin1(content.recipe().toBase64()));
    QPainter painter(&generator);
    figure.paint(painter);
    painter.end();
    return buffer.data();
}

/// An XMP packet: the title, and the recipe in a namespace of our own.
QByteArray xmpOf(const Content& content) {
    const QByteArray title = figureTitle(content.explanation).toHtmlEscaped().toUtf8();
    const QByteArray element = recipeXmpElement;
    return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:sigscope=\"urn:sigscope:recipe\">\n"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           title + "</rdf:li></rdf:Alt></dc:title>\n<" + element + ">" +
           content.recipe().toBase64() + "</" + element +
           ">\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

QByteArray pdfBytes(const Content& content) {
    constexpr int pointsPerInch = 72;
    constexpr int dotsPerInch = 1200;  // Of coordinates; pictures keep their pixels.
    const ExplanationFigure figure(content.explanation, content.view);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(figureTitle(content.explanation));
    writer.setCreator("Sigscope " SIGSCOPE_VERSION);
    writer.setDocumentXmpMetadata(xmpOf(content));
    writer.setResolution(dotsPerInch);
    writer.setPageSize(
        QPageSize(QSizeF(figure.size()), QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    painter.scale(1.0 * dotsPerInch / pointsPerInch, 1.0 * dotsPerInch / pointsPerInch);
    figure.paint(painter);
    painter.end();
    return buffer.data();
}

}  // namespace

Outcome<Done> writeFigure(const std::filesystem::path& file, const Explanation& explanation,
                          FigureView view) {
    if (!hasFigure(explanation))
        return Failure{file.string() + ": there is no attribution to draw"};
    const QString ending = QString::fromStdString(file.extension().string()).toLower();
    const Content content{explanation, view};
    const QByteArray bytes = ending == ".svg"   ? svgBytes(content)
                             : ending == ".pdf" ? pdfBytes(content)
                                                : pngBytes(content);
    return writeWholeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace sigscope::ui
