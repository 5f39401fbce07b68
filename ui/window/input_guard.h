#pragma once

#include <QObject>

namespace sigscope::ui {

/// A filter on the application that keeps input where it belongs. The transport's keys (Space,
/// arrows, Home, End) work wherever the focus is, except where the focused control needs them
/// itself: a list, a slider, a button reached by Tab. So do the keys that export, in text fields,
/// too. Letters look for an entry in a list that has
/// the focus, and are shortcuts everywhere else. The wheel changes an input only where that
/// has the focus: whoever scrolls past a list of methods does not mean to choose one. A box whose
/// list has closed looks untouched again.
class InputGuard : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace sigscope::ui
