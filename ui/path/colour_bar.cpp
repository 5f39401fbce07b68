#include "ui/path/colour_bar.h"

#include <QPainter>
#include <cmath>

#include "ui/figure/number_text.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int barHeight = Theme::grid;

/// Two digits, but never fewer than one decimal where there are ones: "10.4" beside "5.2".
QString endText(double value) {
    return numberText(value, std::abs(value) >= 10 ? 3 : 2);
}

}  // namespace

ColourBar::ColourBar(ColourMap map, QWidget* parent) : QWidget(parent), m_map(map) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ColourBar::setRange(double low, double high) {
    m_low = low;
    m_high = high;
    update();
}

QSize ColourBar::sizeHint() const {
    return {8 * Theme::grid, barHeight + Theme::grid / 2 + QFontMetrics(smallFont()).height()};
}

void ColourBar::paintEvent(QPaintEvent*) {
    if (!(m_high > m_low)) return;
    QPainter painter(this);
    constexpr int steps = 256;
    QImage gradient(steps, 1, QImage::Format_RGB32);
    for (int i = 0; i < steps; ++i)
        gradient.setPixel(i, 0, colourAt(m_map, static_cast<double>(i) / (steps - 1)));
    painter.drawImage(QRect(0, 0, width(), barHeight), gradient);

    painter.setFont(smallFont());
    painter.setPen(Theme::current().muted);
    const QRect row = rect().adjusted(0, barHeight + Theme::grid / 2, 0, 0);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignTop, endText(m_low));
    painter.drawText(row, Qt::AlignHCenter | Qt::AlignTop, endText((m_low + m_high) / 2));
    painter.drawText(row, Qt::AlignRight | Qt::AlignTop, endText(m_high));
}

}  // namespace sigscope::ui
