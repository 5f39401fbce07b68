#include "ui/controls/class_row.h"

#include <QPainter>

#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr int barHeight = 4;
constexpr int padding = Theme::grid / 2;

}  // namespace

void ClassRow::paint(QPainter* painter, const QStyleOptionViewItem& option,
                     const QModelIndex& index) const {
    const Theme& theme = Theme::current();
    const bool target = index.data(targetRole).toBool();
    const double probability = index.data(probabilityRole).toDouble();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.hover);
        painter->drawRoundedRect(option.rect, 4, 4);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(theme.text, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 4, 4);
    }
    const QRect inside = option.rect.adjusted(padding, 2, -padding, -padding);
    const QRect text = inside.adjusted(0, 0, 0, -barHeight - 2);
    QFont font = bodyFont();
    font.setBold(target);
    painter->setFont(font);
    painter->setPen(target ? theme.accent : theme.text);
    const QString percent = probabilityText(probability);
    const QFontMetrics metrics(font);
    const int labelWidth = text.width() - metrics.horizontalAdvance(percent) - Theme::grid;
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, labelWidth));
    painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, percent);

    QRectF bar(inside.left(), inside.bottom() - barHeight + 1, inside.width(), barHeight);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.surround);
    painter->drawRoundedRect(bar, 2, 2);
    bar.setWidth(std::max(2.0, bar.width() * probability));
    painter->setBrush(target ? theme.accent : theme.bar);
    painter->drawRoundedRect(bar, 2, 2);
    painter->restore();
}

QSize ClassRow::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {16 * Theme::grid, height};
}

}  // namespace sigscope::ui
