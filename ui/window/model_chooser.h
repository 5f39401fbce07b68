#pragma once

#include <QObject>
#include <filesystem>

#include "ui/window/window_options.h"

class QAction;
class QMenu;
class QSettings;

namespace sigscope::ui {

class MessageBar;
class ModelMenu;
class RequestPanel;
class Session;

/// Which model the window explains: the one it was given, else the last that worked, until another
/// one is chosen in the menu, opened or dropped. Puts the questions how pictures become a model's
/// input, and what its outputs are, to the panel's forms.
class ModelChooser : public QObject {
    Q_OBJECT

public:
    /// All of them outlive this, which `window` owns.
    ModelChooser(Session& session, QSettings& settings, const WindowOptions& options, QMenu& menu,
                 MessageBar& messages, QWidget& window);

    void connectTo(QAction& openModel, RequestPanel& panel);

    /// Asks whether a file that was opened as a picture, but is one of weights, is to be the model;
    /// false if it is none.
    [[nodiscard]] bool offer(const std::filesystem::path& file);

    /// `nameOrFile` becomes the model, unless it is a program and may not run.
    void choose(const std::string& nameOrFile);

private:
    void recall();
    void remember();
    void ask();

    Session& m_session;
    QSettings& m_settings;
    const WindowOptions& m_options;
    MessageBar& m_messages;
    ModelMenu* m_menu;
    QWidget& m_window;
};

}  // namespace sigscope::ui
