#include "ui/controls/picture_view.h"

#include <QPainter>
#include <QPainterPath>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

/// The pixels stay those of `image`.
QImage wrapped(const Image& image) {
    return {image.pixels.data(), image.width, image.height, 3 * image.width, QImage::Format_RGB888};
}

/// Shrinks a large photograph in two steps: a fast one to four times the size, then a smooth one,
/// which alone would take a tenth of a second.
QImage shrunk(const QImage& image, QSize size) {
    if (image.width() > 4 * size.width())
        return image.scaled(4 * size, Qt::KeepAspectRatio, Qt::FastTransformation)
            .scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return image.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

}  // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("The picture"));
}

void PictureView::setScene(std::shared_ptr<const Scene> scene) {
    m_scene = std::move(scene);
    scalePicture();
}

void PictureView::setShown(Shows shows) {
    m_shows = shows;
    scalePicture();
}

void PictureView::setPlaceholder(const QString& text) {
    m_placeholder = text;
    update();
}

void PictureView::resizeEvent(QResizeEvent*) {
    scalePicture();
}

void PictureView::scalePicture() {
    m_scaled = {};
    if (m_scene) {
        const Image& image = m_shows == Shows::Seen ? m_scene->seen : m_scene->picture;
        if (!image.empty()) m_scaled = shrunk(wrapped(image), size() * devicePixelRatioF());
        m_scaled.setDevicePixelRatio(devicePixelRatioF());
    }
    update();
}

void PictureView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_scaled.isNull()) {
        painter.fillRect(rect(), Theme::current().surround);
        painter.setFont(smallFont());
        painter.setPen(Theme::current().muted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
        return;
    }
    const QSizeF size = m_scaled.deviceIndependentSize();
    const QPointF corner((width() - size.width()) / 2, (height() - size.height()) / 2);
    painter.drawImage(corner, m_scaled);
    if (m_shows == Shows::Picture) drawOutline(painter, {corner, size});
}

void PictureView::drawOutline(QPainter& painter, const QRectF& target) const {
    const double scale = target.width() / m_scene->picture.width;
    const Rect& region = m_scene->seenRegion;
    const QRectF seen(target.x() + region.x * scale, target.y() + region.y * scale,
                      region.width * scale, region.height * scale);
    QPainterPath outside;
    outside.addRect(target);
    QPainterPath inside;
    inside.addRect(seen);
    painter.fillPath(outside - inside, QColor(0, 0, 0, 110));
    painter.setPen(QPen(Qt::white, 1.5));
    painter.drawRect(seen.adjusted(0.75, 0.75, -0.75, -0.75));
}

}  // namespace sigscope::ui
