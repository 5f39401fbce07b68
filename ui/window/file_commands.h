#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

#include "ui/window/window_options.h"

class QMainWindow;
class QSettings;

namespace sigscope::ui {

class ClipboardPictures;
class MessageBar;
class MapSaver;
class PathPage;
class Session;
class WindowActions;

/// All that the window does with files: opening by dialog, drop, paste and from the recent ones;
/// saving results. It asks, writes and reports; opening itself is the window's.
class FileCommands : public QObject {
    Q_OBJECT

public:
    /// What the references name outlives this.
    FileCommands(QMainWindow& window, Session& session, WindowActions& actions,
                 MessageBar& messages, QSettings& settings, WindowOptions options,
                 const PathPage& page);

    /// Adds to the recent files.
    void remember(const std::filesystem::path& image);

    [[nodiscard]] ClipboardPictures& clipboard() { return *m_clipboard; }

Q_SIGNALS:
    void openAsked(const std::filesystem::path& image);
    void severalAsked(const std::vector<std::filesystem::path>& places);

private:
    /// What is shown as text for a shell.
    void copyCommand();
    /// Likewise for Python, which reads what the window proposes to save.
    void copyPython();
    void ask();
    void openDropped(const std::vector<std::filesystem::path>& files);

    QMainWindow& m_window;
    Session& m_session;
    MessageBar& m_messages;
    const PathPage& m_page;
    QSettings& m_settings;
    WindowOptions m_options;
    MapSaver* m_saver;
    ClipboardPictures* m_clipboard;
};

}  // namespace sigscope::ui
