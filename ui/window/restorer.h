#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

#include "ui/window/window_options.h"

namespace sigscope::ui {

class MessageBar;
class Session;

/// Opens results: restores their request in the session without running it.
class Restorer : public QObject {
    Q_OBJECT

public:
    /// All outlive the restorer; `window` is the parent of its dialog.
    Restorer(Session& session, MessageBar& messages, QSettings& settings,
             const WindowOptions& options, QWidget& window);

    /// Restores the request of `file` and says so, or why it cannot be and what to do; false if
    /// `file` is no result but a picture. Its files are looked for beside it, where recent pictures
    /// lie, among the samples, and in folders that the user is asked for. Whether a model that is
    /// a program may run is asked too, as no recipe says it; if not, nothing changes.
    [[nodiscard]] bool restore(const std::filesystem::path& file);

private:
    void restoreFrom(const std::filesystem::path& file,
                     const std::vector<std::filesystem::path>& folders);
    /// Says `reason`, and offers to look in one more folder.
    void offerSearch(const std::string& reason, const std::filesystem::path& file,
                     std::vector<std::filesystem::path> folders);
    [[nodiscard]] std::vector<std::filesystem::path> likelyFolders() const;

    Session& m_session;
    MessageBar& m_messages;
    QSettings& m_settings;
    const WindowOptions& m_options;
    QWidget& m_window;
};

}  // namespace sigscope::ui
