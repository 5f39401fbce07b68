#include "ui/render/thumbnail.h"

#include <QBuffer>
#include <QImageReader>
#include <QImageWriter>
#include <cstddef>

#include "engine/api/attribution_map.h"
#include "engine/api/engine.h"
#include "ui/render/figure_panel.h"
#include "ui/render/map_drawing.h"

namespace sigscope::ui {

namespace {

/// Null where Qt does not read the file.
QImage thumbnailByQt(const std::filesystem::path& file, QSize room) {
    QImageReader reader(QString::fromStdString(file.string()));
    reader.setAutoTransform(true);
    const QSize whole = reader.size();
    if (whole.isValid()) reader.setScaledSize(whole.scaled(room, Qt::KeepAspectRatio));
    const QImage picture = reader.read();
    if (picture.isNull() || whole.isValid()) return picture;
    return picture.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

}  // namespace

Outcome<QImage> readThumbnail(const std::filesystem::path& file, QSize room) {
    if (QImage picture = thumbnailByQt(file, room); !picture.isNull()) return picture;
    const Outcome<Image> whole = readPictureFile(file);
    if (!whole) return Failure{whole.error()};
    return pictureOf(whole.value()).scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

QImage thumbnailOfMap(const Array& attribution, QSize room) {
    const MapDisplay display;
    const Array map = displayedMap(attribution, display);
    const double limit = magnitudeQuantile(map, display.percentile / 100);
    return drawMap(map, display.mapColours(), limit, display, {})
        .scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

Image imageOf(const QImage& picture) {
    Image image{picture.width(), picture.height(), {}};
    for (int y = 0; y < picture.height(); ++y) {
        const uchar* row = picture.constScanLine(y);
        image.pixels.insert(image.pixels.end(), row, row + std::ptrdiff_t{3} * picture.width());
    }
    return image;
}

QByteArray pngOf(const QImage& picture) {
    QBuffer buffer;
    QImageWriter(&buffer, "png").write(picture);
    return buffer.data();
}

}  // namespace sigscope::ui
