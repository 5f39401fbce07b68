#include "ui/window/input_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCursor>
#include <QKeyEvent>
#include <QScrollBar>

#include "ui/path/colour_bar.h"

namespace sigscope::ui {

namespace {

bool isTransportKey(int key) {
    switch (key) {
        case Qt::Key_Space:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Home:
        case Qt::Key_End:
            return true;
        default:
            return false;
    }
}

bool isList(const QObject& control) {
    return qobject_cast<const QComboBox*>(&control) ||
           qobject_cast<const QAbstractItemView*>(&control);
}

bool usesKey(const QObject& control, int key) {
    if (qobject_cast<const QAbstractButton*>(&control)) return key == Qt::Key_Space;
    if (qobject_cast<const QAbstractSlider*>(&control)) return key != Qt::Key_Space;
    if (qobject_cast<const ColourBar*>(&control)) return key == Qt::Key_Space;
    return isList(control);
}

/// Ctrl+E and Ctrl+Shift+E: text fields of X11 go to their line's end by it, as by End.
bool isExportKey(const QKeyEvent& key) {
    return key.key() == Qt::Key_E && (key.modifiers() & ~Qt::ShiftModifier) == Qt::ControlModifier;
}

/// A letter or figure without Ctrl or Alt.
bool isTyped(const QKeyEvent& key) {
    const QString text = key.text();
    return (key.modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier && text.size() == 1 &&
           text.front().isLetterOrNumber();
}

bool isInput(const QObject& control) {
    if (qobject_cast<const QScrollBar*>(&control)) return false;
    return qobject_cast<const QComboBox*>(&control) ||
           qobject_cast<const QAbstractSpinBox*>(&control) ||
           qobject_cast<const QAbstractSlider*>(&control);
}

/// Once its list has closed, a box looks untouched again: the list took the event that the pointer
/// left.
void lookForPointer(QComboBox& box) {
    box.setAttribute(Qt::WA_UnderMouse, box.rect().contains(box.mapFromGlobal(QCursor::pos())));
    box.update();
}

}  // namespace

bool InputGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel && isInput(*watched)) {
        if (static_cast<QWidget*>(watched)->hasFocus()) return false;
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::Hide && watched->isWidgetType() &&
        static_cast<QWidget*>(watched)->isWindow())
        if (auto* box = qobject_cast<QComboBox*>(watched->parent())) lookForPointer(*box);
    if (event->type() != QEvent::ShortcutOverride) return false;
    const auto& press = *static_cast<QKeyEvent*>(event);
    if (isExportKey(press)) {
        event->ignore();
        return true;
    }
    const bool transport = isTransportKey(press.key()) && usesKey(*watched, press.key());
    if (!transport && !(isTyped(press) && isList(*watched))) return false;
    event->accept();
    return true;
}

}  // namespace sigscope::ui
