#include "ui/window/key_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QComboBox>
#include <QKeyEvent>

namespace sigscope::ui {

namespace {

bool isTransportKey(int key) {
    switch (key) {
        case Qt::Key_Space:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Home:
        case Qt::Key_End: return true;
        default: return false;
    }
}

bool usesKey(const QObject& control, int key) {
    if (qobject_cast<const QAbstractButton*>(&control)) return key == Qt::Key_Space;
    if (qobject_cast<const QAbstractSlider*>(&control)) return key != Qt::Key_Space;
    return qobject_cast<const QComboBox*>(&control) ||
           qobject_cast<const QAbstractItemView*>(&control);
}

}  // namespace

bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride) return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (!isTransportKey(key) || !usesKey(*watched, key)) return false;
    event->accept();
    return true;
}

}  // namespace sigscope::ui
