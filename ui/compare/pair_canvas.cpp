#include "ui/compare/pair_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr double keyStep = 0.05;  ///< Of the width.

}  // namespace

PairCanvas::PairCanvas(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SplitHCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Two maps in one place"));
    setAccessibleDescription(tr("The arrow keys move the line between them"));
}

void PairCanvas::setPictures(QImage left, QImage right) {
    m_left = std::move(left);
    m_right = std::move(right);
    update();
}

void PairCanvas::setDivider(double share) {
    m_divider = std::clamp(share, 0.0, 1.0);
    update();
}

QSize PairCanvas::sizeHint() const {
    return {28 * Theme::grid, 28 * Theme::grid};
}

QImage PairCanvas::composed() const {
    if (m_right.isNull() || m_left.isNull()) return m_left.isNull() ? m_right : m_left;
    QImage both = m_left.convertToFormat(QImage::Format_RGB32);
    const int column = static_cast<int>(std::lround(m_divider * both.width()));
    QPainter painter(&both);
    painter.setClipRect(QRect(column, 0, both.width() - column, both.height()));
    painter.drawImage(both.rect(), m_right);
    return both;
}

QRectF PairCanvas::place() const {
    const QSize picture = m_left.isNull() ? m_right.size() : m_left.size();
    QRectF place(QPointF(), QSizeF(picture).scaled(size(), Qt::KeepAspectRatio));
    place.moveCenter(QRectF(rect()).center());
    return place;
}

void PairCanvas::paintEvent(QPaintEvent*) {
    const QImage both = composed();
    if (both.isNull()) return;
    QPainter painter(this);
    const QRectF area = place();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, both.width() > area.width());
    painter.drawImage(area, both);
    if (!m_right.isNull() && !m_left.isNull()) {
        const double x = area.left() + m_divider * area.width();
        painter.setPen(QPen(Theme::current().accent, 2));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
    if (hasFocus()) {
        painter.setPen(QPen(Theme::current().text, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(1, 1, -1, -1));
    }
}

void PairCanvas::moveDividerTo(double x) {
    const QRectF area = place();
    if (area.width() > 0) setDivider((x - area.left()) / area.width());
}

void PairCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) moveDividerTo(event->position().x());
}

void PairCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) moveDividerTo(event->position().x());
}

void PairCanvas::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            return setDivider(m_divider - keyStep);
        case Qt::Key_Right:
            return setDivider(m_divider + keyStep);
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace sigscope::ui
