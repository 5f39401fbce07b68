#include "ui/render/figure_panel.h"

#include <QPainterPath>
#include <algorithm>

#include "ui/render/figure_style.h"

namespace sigscope::ui {

namespace {

// Lengths are in points of the layout, pixels are of the picture.
constexpr int pixelsPerPoint = 2;
constexpr int cropPixels = 560;       ///< The longer side of an enlarged crop, at least.
constexpr double originalSide = 336;  ///< The longer side of a whole photograph.
constexpr double mapOpacity = 0.75;
const QColor veil(255, 255, 255, 150);

/// By an integer factor, nearest neighbour: each pixel of the model stays a square, in files of
/// vectors too, whose readers would smooth it.
QImage enlarged(const QImage& picture) {
    const int side = std::max(picture.width(), picture.height());
    const int factor = (cropPixels + side - 1) / side;
    return picture.scaled(picture.size() * factor);
}

/// A large photograph is shrunk to twice the pixels of a raster figure: enough for print.
QImage shrunk(const QImage& photograph) {
    constexpr int most = 2 * pixelsPerPoint * static_cast<int>(originalSide);
    if (std::max(photograph.width(), photograph.height()) <= most) return photograph;
    return photograph.scaled(most, most, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

FigurePanel originalPanel(const Scene& scene) {
    FigurePanel panel;
    panel.picture = shrunk(pictureOf(scene.picture));
    panel.size = QSizeF(scene.picture.width, scene.picture.height)
                     .scaled(originalSide, originalSide, Qt::KeepAspectRatio);
    const double scale = panel.size.width() / scene.picture.width;
    const Rect& seen = scene.seenRegion;
    panel.region = QRectF(seen.x * scale, seen.y * scale, seen.width * scale, seen.height * scale);
    return panel;
}

void paintMap(QPainter& painter, const FigurePanel& panel, const QRectF& box,
              const QRectF& region) {
    QPainterPath outside;
    outside.addRect(box);
    QPainterPath inside;
    inside.addRect(region);
    painter.fillPath(outside - inside, veil);
    painter.setOpacity(mapOpacity);
    painter.drawImage(region, panel.map);
    painter.setOpacity(1);
}

}  // namespace

void FigurePanel::paint(QPainter& painter, const QPointF& corner) const {
    const QRectF box(corner, size);
    painter.setPen(figureMuted);
    painter.drawText(QRectF(box.left(), box.top() - 26, box.width(), 20),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, title);
    painter.drawImage(box, picture);
    const QRectF seen = region.translated(corner);
    if (mark == Mark::Map) paintMap(painter, *this, box, seen);
    painter.setBrush(Qt::NoBrush);
    if (mark != Mark::None) {
        // White around grey is seen on light and dark alike.
        for (const QPen& pen : {QPen(Qt::white, 2), QPen(figureMuted, 1)}) {
            painter.setPen(pen);
            painter.drawRect(seen);
        }
    }
    painter.setPen(QPen(figureHairline, 0.5));
    painter.drawRect(box);
}

QImage pictureOf(const Image& image) {
    return QImage(image.pixels.data(), image.width, image.height, 3 * image.width,
                  QImage::Format_RGB888)
        .copy();
}

FigurePanel cropPanel(const QString& title, const QImage& picture) {
    FigurePanel panel;
    panel.title = title;
    panel.picture = enlarged(picture);
    panel.size = QSizeF(panel.picture.size()) / pixelsPerPoint;
    return panel;
}

FigurePanels panelsOf(const Scene& scene, const QImage& map, const FigureView& view) {
    const QString mapTitle = view.reduction == Reduction::Signed
                                 ? "Attribution A, summed over channels"
                                 : "Attribution |A|, summed over channels";
    if (view.ground == FigureGround::Crop)
        return {cropPanel(QString("What the model sees, %1 × %2")
                              .arg(scene.seen.width)
                              .arg(scene.seen.height),
                          pictureOf(scene.seen)),
                cropPanel(mapTitle, map)};
    FigurePanel picture = originalPanel(scene);
    picture.mark = FigurePanel::Mark::Outline;
    picture.title = QString("The photograph, %1 × %2, and what the model sees")
                        .arg(scene.picture.width)
                        .arg(scene.picture.height);
    FigurePanel onGrey = originalPanel(scene);
    onGrey.mark = FigurePanel::Mark::Map;
    // Only the map is to have colours.
    onGrey.picture = onGrey.picture.convertToFormat(QImage::Format_Grayscale8);
    onGrey.map = enlarged(map);
    onGrey.title = mapTitle + QString(", %1 % opaque").arg(100 * mapOpacity);
    return {std::move(picture), std::move(onGrey)};
}

}  // namespace sigscope::ui
