#include "ui/evaluate/stage_map.h"

#include <QPainter>
#include <QScrollArea>
#include <utility>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int stageMapSide = 9 * Theme::grid;

int stageTextHeight() {
    return QFontMetrics(smallFont()).height();
}

}  // namespace

StageMap::StageMap(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(stageMapSide, stageMapSide + Theme::grid / 2 + 2 * stageTextHeight());
}

void StageMap::show(StageMapContent content) {
    m_content = std::move(content);
    setAccessibleName(m_content.name + QStringLiteral(": ") + m_content.value);
    setAccessibleDescription(m_content.help);
    setToolTip(m_content.help);
    update();
}

void StageMap::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    for (QWidget* around = parentWidget(); around; around = around->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(around)) area->ensureWidgetVisible(this);
}

void StageMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = Theme::current();
    const QRect area(0, 0, stageMapSide, stageMapSide);
    if (m_content.map.isNull()) {
        painter.fillRect(area, theme.field);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        QRectF place(QPointF(),
                     QSizeF(m_content.map.size()).scaled(area.size(), Qt::KeepAspectRatio));
        place.moveCenter(QRectF(area).center());
        painter.drawImage(place, m_content.map);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.text, 2));
        painter.drawRect(area.adjusted(1, 1, -1, -1));
    }
    painter.setFont(smallFont());
    QRect line(0, stageMapSide + Theme::grid / 2, width(), stageTextHeight());
    const auto write = [&](const QColor& colour, const QString& text) {
        painter.setPen(colour);
        painter.drawText(line, Qt::AlignHCenter | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle, line.width()));
        line.translate(0, line.height());
    };
    write(theme.muted, m_content.name);
    write(theme.text, m_content.value);
}

}  // namespace sigscope::ui
