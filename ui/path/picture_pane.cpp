#include "ui/path/picture_pane.h"

#include <QApplication>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

/// Below this many screen pixels per picture pixel, nearest-neighbour scaling would double some
/// pixels and not others, visibly.
constexpr double smallestBlockScale = 2;
constexpr double ghostOpacity = 0.15;

void drawTag(QPainter& painter, const QString& tag, const QRect& area) {
    const QFontMetrics metrics(smallFont());
    const int inset = Theme::grid / 2;
    const QStringList lines = tag.split(QLatin1Char('\n'));
    int width = 0;
    for (const QString& line : lines) width = std::max(width, metrics.horizontalAdvance(line));
    width = std::min(width + 2 * inset, area.width());
    const int height = static_cast<int>(lines.size()) * metrics.height() + inset;
    QRect box(area.left(), area.bottom() + 1 - height, width, height);
    painter.fillRect(box, Theme::current().window);
    painter.setFont(smallFont());
    painter.setPen(Theme::current().text);
    box.adjust(inset, inset / 2, 0, 0);
    for (const QString& line : lines) {
        painter.drawText(box, Qt::AlignLeft | Qt::AlignTop,
                         metrics.elidedText(line, Qt::ElideRight, box.width()));
        box.setTop(box.top() + metrics.height());
    }
}

constexpr double dimmedOpacity = 0.3;

void drawCrosshair(QPainter& painter, const QRectF& pixel, const QRect& area) {
    const QPointF centre = pixel.center();
    for (const auto& [colour, width] :
         {std::pair(QColor(0, 0, 0, 140), 3.0), std::pair(QColor(255, 255, 255, 220), 1.0)}) {
        painter.setPen(QPen(colour, width));
        painter.drawLine(QPointF(centre.x(), area.top()), QPointF(centre.x(), area.bottom()));
        painter.drawLine(QPointF(area.left(), centre.y()), QPointF(area.right(), centre.y()));
    }
}

}  // namespace

PicturePane::PicturePane(const ViewTransform& transform, QWidget* parent)
    : QWidget(parent), m_transform(transform) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
}

void PicturePane::setImage(QImage image) {
    m_image = std::move(image);
    m_dimmed = false;
    update();
}

void PicturePane::setDimmed() {
    m_dimmed = !m_image.isNull();
    update();
}

void PicturePane::setGhost(QImage ghost, QPainter::CompositionMode mode) {
    m_ghost = std::move(ghost);
    m_ghostMode = mode;
    update();
}

void PicturePane::setTag(const QString& tag) {
    m_tag = tag;
    update();
}

void PicturePane::setRegions(std::vector<Region> regions) {
    m_regions = std::move(regions);
    update();
}

void PicturePane::setPlaceholder(const QString& text) {
    m_placeholder = text;
    update();
}

void PicturePane::setMark(const QString& text) {
    m_mark = text;
    update();
}

void PicturePane::setCrosshair(std::optional<QPoint> pixel) {
    if (m_crosshair == pixel) return;
    m_crosshair = pixel;
    update();
}

void PicturePane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_image.isNull() || m_transform.empty()) {
        QColor ground = Theme::current().window;
        ground.setAlphaF(0.5F);
        painter.fillRect(rect(), ground);
        painter.setFont(smallFont());
        painter.setPen(Theme::current().muted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
        return drawFocus(painter);
    }
    if (m_dimmed) painter.setOpacity(dimmedOpacity);
    drawImages(painter);
    painter.setOpacity(1);
    for (const Region& region : m_regions) drawRegion(painter, region);
    if (!m_tag.isEmpty()) drawTag(painter, m_tag, rect());
    if (!m_mark.isEmpty()) drawMark(painter);
    if (m_crosshair)
        drawCrosshair(
            painter,
            {m_transform.toView(*m_crosshair), QSizeF(m_transform.scale(), m_transform.scale())},
            rect());
    drawFocus(painter);
}

void PicturePane::drawFocus(QPainter& painter) const {
    if (!hasFocus() || !m_reachedByKey) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::current().text, 2));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
}

void PicturePane::drawImages(QPainter& painter) const {
    const bool blocks = m_transform.scale() * devicePixelRatioF() >= smallestBlockScale;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !blocks);
    painter.drawImage(m_transform.pictureInView(), m_image);
    if (m_ghost.isNull() || m_dimmed) return;
    painter.setCompositionMode(m_ghostMode);
    painter.setOpacity(ghostOpacity);
    painter.drawImage(m_transform.pictureInView(), m_ghost);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.setOpacity(1);
}

QRectF PicturePane::frameOf(const Region& region) const {
    const QPoint corner(region.left, region.top);
    return {m_transform.toView(corner),
            m_transform.toView(corner + QPoint(region.width, region.height))};
}

QRect PicturePane::placeOfName(const Region& region) const {
    const QFontMetrics metrics(smallFont());
    const int name = metrics.horizontalAdvance(QString::fromStdString(region.name));
    return {frameOf(region).topLeft().toPoint(), QSize(name + Theme::grid, metrics.height())};
}

void PicturePane::drawRegion(QPainter& painter, const Region& region) const {
    const QRectF frame = frameOf(region);
    painter.setBrush(Qt::NoBrush);
    // Two lines, so that it is seen on light and on dark pictures.
    for (const auto& [colour, width] :
         {std::pair(QColor(0, 0, 0, 160), 3.0), std::pair(QColor(255, 255, 255, 230), 1.0)}) {
        painter.setPen(QPen(colour, width));
        painter.drawRect(frame);
    }
    const QRect label = placeOfName(region);
    painter.fillRect(label, QColor(0, 0, 0, 160));
    painter.setFont(smallFont());
    painter.setPen(Qt::white);
    painter.drawText(label, Qt::AlignCenter, QString::fromStdString(region.name));
}

void PicturePane::drawMark(QPainter& painter) const {
    const QFontMetrics metrics(smallFont());
    const QRect box(Theme::grid / 2, Theme::grid / 2,
                    metrics.horizontalAdvance(m_mark) + Theme::grid, metrics.height() + 2);
    painter.setFont(smallFont());
    painter.fillRect(box, Theme::current().field);
    painter.setPen(Theme::current().text);
    painter.drawText(box, Qt::AlignCenter, m_mark);
}

void PicturePane::wheelEvent(QWheelEvent* event) {
    // A notch of a mouse wheel is 120; two notches double the size or halve it.
    Q_EMIT zoomed(event->position(), std::exp2(event->angleDelta().y() / 240.0));
    event->accept();
}

void PicturePane::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    if (event->modifiers() & Qt::ShiftModifier) {
        m_regionStart = event->position();
        return;
    }
    m_pressed = m_dragged = event->position();
    setCursor(Qt::ClosedHandCursor);
}

void PicturePane::mouseMoveEvent(QMouseEvent* event) {
    if (m_regionStart) {
        Q_EMIT regionDrawn(*m_regionStart, event->position());
    } else if (event->buttons() & Qt::LeftButton) {
        Q_EMIT panned(event->position() - m_dragged);
        m_dragged = event->position();
    }
    Q_EMIT hovered(event->position());
}

void PicturePane::mouseReleaseEvent(QMouseEvent* event) {
    const auto isClick = [event](QPointF begin) {
        return (event->position() - begin).manhattanLength() < QApplication::startDragDistance();
    };
    if (const auto begin = std::exchange(m_regionStart, std::nullopt)) {
        if (isClick(*begin))
            Q_EMIT regionClicked(event->position());
        else
            Q_EMIT regionFinished();
    } else if (const auto pressed = std::exchange(m_pressed, std::nullopt)) {
        if (isClick(*pressed)) Q_EMIT clicked(event->position());
    }
    setCursor(Qt::CrossCursor);
}

void PicturePane::mouseDoubleClickEvent(QMouseEvent* event) {
    // The second click of two, which takes back what the first one pinned.
    mousePressEvent(event);
    if (event->button() != Qt::LeftButton || event->modifiers() != Qt::NoModifier) return;
    const auto named =
        std::find_if(m_regions.rbegin(), m_regions.rend(), [this, event](const Region& region) {
            return placeOfName(region).contains(event->position().toPoint());
        });
    if (named == m_regions.rend()) return;
    Q_EMIT nameDoubleClicked(static_cast<std::size_t>(m_regions.rend() - named) - 1);
}

void PicturePane::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return Q_EMIT entered();
    const QPoint by(event->key() == Qt::Key_Right  ? 1
                    : event->key() == Qt::Key_Left ? -1
                                                   : 0,
                    event->key() == Qt::Key_Down ? 1
                    : event->key() == Qt::Key_Up ? -1
                                                 : 0);
    // Arrows alone step along the path, wherever the focus is.
    if (by.isNull() || !(event->modifiers() & Qt::AltModifier))
        return QWidget::keyPressEvent(event);
    if (event->modifiers() & Qt::ShiftModifier)
        Q_EMIT spanned(by);
    else
        Q_EMIT stepped(by);
}

void PicturePane::focusInEvent(QFocusEvent* event) {
    m_reachedByKey =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

void PicturePane::leaveEvent(QEvent*) {
    Q_EMIT left();
}

}  // namespace sigscope::ui
