#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "ui/window/window_options.h"

namespace sigscope::ui {

class MessageBar;
class ResultReading;
struct ReadResult;
class Session;

/// Opens results: shows what they hold and restores their request in the session, without running
/// it.
class Restorer : public QObject {
    Q_OBJECT

public:
    /// All outlive the restorer; `window` is the parent of its dialog.
    Restorer(Session& session, MessageBar& messages, QSettings& settings,
             const WindowOptions& options, QWidget& window);

    /// Begins to read `file`; false if it is no result but a picture. What it holds is shown, or it
    /// is said why not and what to do. Its files are looked for beside it, where the picture lies
    /// that is open and where recent ones lie, among the samples, and in folders that the user is
    /// asked for. Whether a model that is a program may run is asked too, as no recipe says it; if
    /// not, nothing changes. Whatever else is opened meanwhile takes its place.
    [[nodiscard]] bool restore(const std::filesystem::path& file);

private:
    void take(const ReadResult& read);
    /// Whether the user lets the request's model run.
    [[nodiscard]] bool allowCode(ExplainRequest& request);
    /// Says `reason`, and offers to look in one more folder.
    void offerSearch(const std::string& reason, const ReadResult& read);

    Session& m_session;
    MessageBar& m_messages;
    QSettings& m_settings;
    const WindowOptions& m_options;
    QWidget& m_window;
    ResultReading* m_reading;
};

}  // namespace sigscope::ui
