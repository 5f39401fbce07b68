#pragma once

#include <QObject>
#include <filesystem>

#include "ui/window/window_options.h"

class QAction;
class QSettings;

namespace sigscope::ui {

class MessageBar;
class RequestPanel;
class Session;

/// Which model the window explains: the one it was given, else the last that worked, until another
/// one is opened. Puts the questions how pictures become a model's input, and what its outputs are,
/// to the panel's forms.
class ModelChooser : public QObject {
    Q_OBJECT

public:
    /// All of them outlive this, which `window` owns.
    ModelChooser(Session& session, QSettings& settings, const WindowOptions& options,
                 QWidget& window);

    void connectTo(QAction& openModel, RequestPanel& panel, MessageBar& messages);

private:
    void recall();
    void remember();
    void choose(MessageBar& messages);

    Session& m_session;
    QSettings& m_settings;
    const WindowOptions& m_options;
    QWidget& m_window;
};

}  // namespace sigscope::ui
