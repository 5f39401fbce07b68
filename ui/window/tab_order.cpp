#include "ui/window/tab_order.h"

#include <QWidget>

namespace sigscope::ui {

namespace {

bool isReachedByTab(const QWidget& widget, const QWidget& part) {
    // A proxy's owner is reached where its proxy is.
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && widget.focusProxy() == nullptr &&
           widget.window() == part.window();
}

}  // namespace

void setTabOrderOf(const std::vector<QWidget*>& parts) {
    QWidget* before = nullptr;
    const auto add = [&before](QWidget* widget, const QWidget& part) {
        if (!isReachedByTab(*widget, part)) return;
        if (before != nullptr) QWidget::setTabOrder(before, widget);
        before = widget;
    };
    for (QWidget* part : parts) {
        add(part, *part);
        // Parents come before their children, siblings in the order of their adding.
        for (QWidget* widget : part->findChildren<QWidget*>()) add(widget, *part);
    }
}

}  // namespace sigscope::ui
