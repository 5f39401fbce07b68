#pragma once

#include <QObject>

#include "ui/window/window_options.h"

namespace sigscope::ui {

class BaselineField;
class Session;

/// What the baseline field chooses goes to the session; a colour or a picture is asked for first.
class BaselineDialogs : public QObject {
    Q_OBJECT

public:
    /// All outlive this; `field` is the dialogs' parent window.
    BaselineDialogs(BaselineField& field, Session& session, const WindowOptions& options);

private:
    void askColour();
    void askPicture();

    BaselineField& m_field;
    Session& m_session;
    const WindowOptions& m_options;
};

}  // namespace sigscope::ui
