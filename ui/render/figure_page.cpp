#include "ui/render/figure_page.h"

#include <QBuffer>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <cmath>

#include "ui/render/thumbnail.h"

namespace sigscope::ui {

namespace {

constexpr double inchPoints = 72;
constexpr double inchMillimetres = 25.4;

void paintOn(QPaintDevice& device, const FigurePage& page, double scale) {
    QPainter painter(&device);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    // Files name the font from their first stroke on: never that of the application.
    painter.setFont(pageFont(page.family));
    painter.scale(scale, scale);
    page.paint(painter);
}

}  // namespace

FigurePage withHeading(FigurePage page, const QString& heading) {
    if (heading.isEmpty()) return page;
    constexpr double headingHeight = 20;
    const QSizeF size = page.size + QSizeF(0, headingHeight);
    return {
        size, page.pointsPerUnit,
        [page, heading, size](QPainter& painter) {
            const QRectF line(0, 0, size.width(), headingHeight);
            painter.fillRect(QRectF(QPointF(0, 0), size), Qt::white);
            painter.setFont(pageFont(page.family, QFont::DemiBold));
            painter.setPen(figureInk);
            painter.drawText(
                line, Qt::AlignCenter,
                QFontMetricsF(painter.font()).elidedText(heading, Qt::ElideRight, line.width()));
            painter.translate(0, headingHeight);
            page.paint(painter);
        },
        page.family};
}

QFont pageFont(const QString& family, QFont::Weight weight) {
    return figureFont(pageTypeSize, weight, family);
}

bool hasFontFamily(const QString& family) {
    return family == usualFigureFamily() || QFontDatabase::hasFamily(family);
}

double pointsPerUnit(const PrintOptions& print) {
    return print.fontSize / pageTypeSize;
}

double pageWidth(const PrintOptions& print) {
    return print.width / inchMillimetres * inchPoints / pointsPerUnit(print);
}

QByteArray pngOf(const FigurePage& page, double dpi) {
    const double scale = page.pointsPerUnit * dpi / inchPoints;
    QImage raster((page.size * scale).toSize(), QImage::Format_RGB32);
    raster.fill(Qt::white);
    paintOn(raster, page, scale);
    // Afterwards: fonts are in units of the layout, whatever the resolution says of a point.
    raster.setDotsPerMeterX(qRound(dpi / inchMillimetres * 1000));
    raster.setDotsPerMeterY(raster.dotsPerMeterX());
    return pngOf(raster);
}

QByteArray svgOf(const FigurePage& page, const QString& title, const QString& description) {
    // The size in whole dots, hundredths of a point; coordinates in units of the layout.
    constexpr int dotsPerPoint = 100;
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(static_cast<int>(inchPoints) * dotsPerPoint);
    generator.setSize((page.size * page.pointsPerUnit * dotsPerPoint).toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), page.size));
    // Qt writes both as they are.
    generator.setTitle(title.toHtmlEscaped());
    generator.setDescription(description.toHtmlEscaped());
    paintOn(generator, page, 1);
    return buffer.data();
}

QByteArray pdfOf(const FigurePage& page, const QString& title, const QByteArray& metadata) {
    constexpr int dotsPerInch = 1200;  // Of coordinates.
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setCreator("Sigscope " SIGSCOPE_VERSION);
    writer.setDocumentXmpMetadata(metadata);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(
        QPageSize(page.size * page.pointsPerUnit, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    paintOn(writer, page, page.pointsPerUnit * dotsPerInch / inchPoints);
    return buffer.data();
}

}  // namespace sigscope::ui
