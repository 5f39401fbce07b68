#include "ui/render/drawing.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include "engine/api/whole_file.h"
#include "ui/render/figure_format.h"
#include "ui/render/thumbnail.h"

namespace sigscope::ui {

QImage rasterOf(const Drawing& drawing) {
    constexpr int resolution = 2;
    QImage raster(drawing.size * resolution, QImage::Format_RGB32);
    raster.setDevicePixelRatio(resolution);
    QPainter painter(&raster);
    drawing.paint(painter);
    return raster;
}

QByteArray pngOf(const Drawing& drawing) {
    return pngOf(rasterOf(drawing));
}

QByteArray svgOf(const Drawing& drawing, const QString& title, const QString& description) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(drawing.size);
    generator.setViewBox(QRect(QPoint(0, 0), drawing.size));
    // Qt writes both as they are.
    generator.setTitle(title.toHtmlEscaped());
    generator.setDescription(description.toHtmlEscaped());
    QPainter painter(&generator);
    drawing.paint(painter);
    painter.end();
    return buffer.data();
}

QByteArray pdfOf(const Drawing& drawing, const QString& title, const QByteArray& metadata) {
    constexpr int pointsPerInch = 72;
    constexpr int dotsPerInch = 1200;  // Of coordinates; pictures keep their pixels.
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator("Sigscope " SIGSCOPE_VERSION);
    writer.setDocumentXmpMetadata(metadata);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(
        QPageSize(QSizeF(drawing.size), QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    painter.scale(1.0 * dotsPerInch / pointsPerInch, 1.0 * dotsPerInch / pointsPerInch);
    drawing.paint(painter);
    painter.end();
    return buffer.data();
}

Outcome<Done> writeDrawing(const std::filesystem::path& file, const Drawing& drawing,
                           const QString& title) {
    const auto format = figureFormat(file);
    const QByteArray bytes = format == FigureFormat::Svg   ? svgOf(drawing, title)
                             : format == FigureFormat::Pdf ? pdfOf(drawing, title)
                                                           : pngOf(drawing);
    return writeWholeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace sigscope::ui
