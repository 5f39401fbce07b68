#include "ui/controls/progress_button.h"

#include <QPainter>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr double radius = 4;
constexpr int todoAlpha = 90;  ///< Of the accent where the work is still to be done.

}  // namespace

ProgressButton::ProgressButton(const QString& text, QWidget* parent) : QPushButton(text, parent) {
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

void ProgressButton::setProgress(std::optional<double> share) {
    m_share = share;
    update();
}

void ProgressButton::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area(rect());
    QColor done = isEnabled() ? theme.accent : theme.line;
    if (isEnabled() && (isDown() || underMouse())) done = done.darker(110);
    QColor todo = done;
    todo.setAlpha(todoAlpha);
    painter.setPen(Qt::NoPen);
    // The part done and the part to do, each with its text in the colour that is readable on it.
    const double split = area.width() * m_share.value_or(1);
    for (const bool first : {true, false}) {
        painter.setClipRect(first ? area.adjusted(0, 0, split - area.width(), 0)
                                  : area.adjusted(split, 0, 0, 0));
        painter.setBrush(first ? done : todo);
        painter.drawRoundedRect(area, radius, radius);
        painter.setPen(!isEnabled() ? theme.muted : first ? theme.onAccent : theme.text);
        painter.drawText(area, Qt::AlignCenter, text());
        painter.setPen(Qt::NoPen);
    }
    painter.setClipping(false);
    if (!hasFocus()) return;
    painter.setPen(QPen(theme.text, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius);
}

}  // namespace sigscope::ui
