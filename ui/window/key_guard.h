#pragma once

#include <QObject>

namespace sigscope::ui {

/// The transport's keys (Space, arrows, Home, End) work wherever the focus is, except where the
/// focused control needs them itself: a list, a slider, a button reached by Tab. This filter, put on
/// the application, lets such a control keep its keys.
class KeyGuard : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace sigscope::ui
