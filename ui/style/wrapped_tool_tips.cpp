#include "ui/style/wrapped_tool_tips.h"

#include <QAbstractItemView>
#include <QAction>
#include <QHelpEvent>
#include <QMenu>
#include <QTextLayout>
#include <QToolTip>

namespace sigscope::ui {

namespace {

QString wrappedLine(const QString& line, const QFont& font, int width) {
    QTextLayout layout(line, font);
    layout.beginLayout();
    QStringList parts;
    for (QTextLine part = layout.createLine(); part.isValid(); part = layout.createLine()) {
        part.setLineWidth(width);
        parts << line.mid(part.textStart(), part.textLength()).trimmed();
    }
    layout.endLayout();
    return parts.join(QLatin1Char('\n'));
}

/// What is to be said of that place of `widget`; empty where that is others' business.
QString toolTipAt(QWidget& widget, const QPoint& position) {
    if (auto* menu = qobject_cast<QMenu*>(&widget)) {
        const QAction* action = menu->toolTipsVisible() ? menu->actionAt(position) : nullptr;
        return action == nullptr ? QString() : action->toolTip();
    }
    // Events for the items of a list go to its viewport.
    auto* list = qobject_cast<QAbstractItemView*>(widget.parentWidget());
    if (list != nullptr && list->viewport() == &widget)
        return list->indexAt(position).data(Qt::ToolTipRole).toString();
    if (const auto* placed = dynamic_cast<const PlacedToolTip*>(&widget))
        return placed->toolTipAt(position);
    return widget.toolTip();
}

}  // namespace

QString wrappedText(const QString& text, const QFont& font, int width) {
    QStringList lines;
    for (const QString& line : text.split(QLatin1Char('\n')))
        lines << wrappedLine(line, font, width);
    return lines.join(QLatin1Char('\n'));
}

bool WrappedToolTips::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ToolTip || !watched->isWidgetType()) return false;
    auto& widget = static_cast<QWidget&>(*watched);
    const auto& help = static_cast<QHelpEvent&>(*event);
    const QString text = toolTipAt(widget, help.pos());
    if (text.isEmpty()) return false;
    QToolTip::showText(help.globalPos(), wrappedText(text, QToolTip::font(), width), &widget);
    return true;
}

}  // namespace sigscope::ui
