#pragma once

#include <QObject>
#include <filesystem>

#include "ui/window/window_options.h"

class QAction;
class QSettings;

namespace sigscope::ui {

class MessageBar;
class PreprocessingForm;
class Session;

/// Which model the window explains: the one it was given, else the last that worked, until another
/// one is opened. Puts the question how pictures become a model's input to a form.
class ModelChooser : public QObject {
    Q_OBJECT

public:
    /// All of them outlive this, which `window` owns.
    ModelChooser(Session& session, QSettings& settings, const WindowOptions& options,
                 QWidget& window);

    void connectTo(QAction& openModel, PreprocessingForm& form, MessageBar& messages);

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
