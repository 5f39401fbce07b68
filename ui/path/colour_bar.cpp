#include "ui/path/colour_bar.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/render/number_text.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int barHeight = Theme::grid;

/// Two digits, but never fewer than one decimal where there are ones: "10.4" beside "5.2".
QString endText(double value) {
    return numberText(value, std::abs(value) >= 10 ? 3 : 2);
}

}  // namespace

ColourBar::ColourBar(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Click to change limits and colours, of a map also what it is drawn as"));
    setScale(m_map, 0, 0);
}

void ColourBar::setScale(ColourMap map, double low, double high) {
    m_map = map;
    m_low = low;
    m_high = high;
    // What is empty cannot be acted on, but keeps its place in the order of Tab.
    setEnabled(!empty());
    setCursor(empty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setAccessibleDescription(empty() ? QString()
                                     : tr("From %1 to %2").arg(endText(low), endText(high)));
    update();
}

QSize ColourBar::sizeHint() const {
    return {8 * Theme::grid, barHeight + Theme::grid / 2 + QFontMetrics(smallFont()).height()};
}

void ColourBar::paintEvent(QPaintEvent*) {
    if (empty()) return;
    QPainter painter(this);
    constexpr int steps = 256;
    QImage gradient(steps, 1, QImage::Format_RGB32);
    for (int i = 0; i < steps; ++i)
        gradient.setPixel(i, 0, colourAt(m_map, static_cast<double>(i) / (steps - 1)));
    painter.drawImage(QRect(0, 0, width(), barHeight), gradient);
    if (hasFocus()) {
        painter.setPen(QPen(Theme::current().text, 2));
        painter.drawRect(QRect(1, 1, width() - 2, barHeight - 2));
    }

    painter.setFont(smallFont());
    painter.setPen(Theme::current().muted);
    const QRect row = rect().adjusted(0, barHeight + Theme::grid / 2, 0, 0);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignTop, endText(m_low));
    const QString middle = endText((m_low + m_high) / 2);
    const QFontMetrics metrics(smallFont());
    const int ends = std::max(metrics.horizontalAdvance(endText(m_low)),
                              metrics.horizontalAdvance(endText(m_high)));
    // On a narrow bar the ends matter more.
    if (2 * (ends + Theme::grid) + metrics.horizontalAdvance(middle) <= width())
        painter.drawText(row, Qt::AlignHCenter | Qt::AlignTop, middle);
    painter.drawText(row, Qt::AlignRight | Qt::AlignTop, endText(m_high));
}

void ColourBar::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !empty()) Q_EMIT activated();
}

void ColourBar::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Space:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!empty()) Q_EMIT activated();
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace sigscope::ui
