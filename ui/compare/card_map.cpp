#include "ui/compare/card_map.h"

#include <QMouseEvent>
#include <QPainter>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int cornerSide = 3 * Theme::grid;
constexpr int lineHeight = 3;

void paintCardCrosshair(QPainter& painter, const QPointF& centre, const QRectF& area) {
    for (const auto& [colour, width] :
         {std::pair(QColor(0, 0, 0, 140), 3.0), std::pair(QColor(255, 255, 255, 220), 1.0)}) {
        painter.setPen(QPen(colour, width));
        painter.drawLine(QPointF(centre.x(), area.top()), QPointF(centre.x(), area.bottom()));
        painter.drawLine(QPointF(area.left(), centre.y()), QPointF(area.right(), centre.y()));
    }
}

void hatchCorner(QPainter& painter, const QRectF& area) {
    const QPolygonF corner{{area.topRight() - QPointF(cornerSide, 0), area.topRight(),
                            area.topRight() + QPointF(0, cornerSide)}};
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::current().window);
    painter.drawPolygon(corner);
    painter.setBrush(QBrush(Theme::current().warning, Qt::BDiagPattern));
    painter.drawPolygon(corner);
}

void paintNote(QPainter& painter, const QString& note, const QRectF& area) {
    painter.setFont(smallFont());
    const int height = painter.fontMetrics().height();
    const QRectF strip(area.left(), area.bottom() - height, area.width(), height);
    QColor ground = Theme::current().window;
    ground.setAlphaF(0.8F);
    painter.fillRect(strip, ground);
    painter.setPen(Theme::current().text);
    painter.drawText(
        strip, Qt::AlignCenter,
        painter.fontMetrics().elidedText(note, Qt::ElideRight, static_cast<int>(strip.width())));
}

}  // namespace

CardMap::CardMap(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
}

void CardMap::setImage(QImage image) {
    m_image = std::move(image);
    noteCover();
    update();
}

void CardMap::resizeEvent(QResizeEvent*) {
    noteCover();
}

void CardMap::noteCover() {
    setAttribute(Qt::WA_OpaquePaintEvent, !m_image.isNull() && place() == QRectF(rect()));
}

void CardMap::setPlaceholder(const QString& text) {
    m_placeholder = text;
    update();
}

void CardMap::setCrosshair(std::optional<QPoint> pixel) {
    if (m_crosshair == pixel) return;
    m_crosshair = pixel;
    update();
}

void CardMap::setProgress(std::optional<double> share) {
    m_progress = share;
    update();
}

void CardMap::setPartial(bool partial) {
    m_partial = partial;
    update();
}

void CardMap::setNote(const QString& note) {
    if (m_note == note) return;
    m_note = note;
    update();
}

QRectF CardMap::place() const {
    QRectF place(QPointF(), QSizeF(m_image.size()).scaled(size(), Qt::KeepAspectRatio));
    place.moveCenter(QRectF(rect()).center());
    return place;
}

void CardMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_image.isNull()) {
        QColor ground = Theme::current().window;
        ground.setAlphaF(0.5F);
        painter.fillRect(rect(), ground);
        painter.setFont(smallFont());
        painter.setPen(Theme::current().muted);
        const QRect inside = rect().adjusted(Theme::grid, Theme::grid, -Theme::grid, -Theme::grid);
        painter.drawText(inside, Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, m_image.width() > width());
        painter.drawImage(place(), m_image);
        if (m_partial) hatchCorner(painter, place());
        if (!m_note.isEmpty()) paintNote(painter, m_note, place());
    }
    if (m_crosshair && !m_image.isNull()) {
        const double scale = place().width() / m_image.width();
        const QPointF pixel = QPointF(*m_crosshair) + QPointF(0.5, 0.5);
        paintCardCrosshair(painter, place().topLeft() + scale * pixel, place());
    }
    if (m_progress) {
        painter.fillRect(QRectF(0, 0, width(), lineHeight), Theme::current().line);
        painter.fillRect(QRectF(0, 0, *m_progress * width(), lineHeight), Theme::current().accent);
    }
}

void CardMap::mouseMoveEvent(QMouseEvent* event) {
    event->ignore();  // The card may be dragged.
    if (m_image.isNull() || !place().contains(event->position())) return Q_EMIT hovered({});
    const double scale = place().width() / m_image.width();
    const QPointF pixel = (event->position() - place().topLeft()) / scale;
    Q_EMIT hovered(QPoint(qBound(0, static_cast<int>(pixel.x()), m_image.width() - 1),
                          qBound(0, static_cast<int>(pixel.y()), m_image.height() - 1)));
}

void CardMap::leaveEvent(QEvent*) {
    Q_EMIT hovered({});
}

}  // namespace sigscope::ui
