#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

#include "engine/api/comparison.h"
#include "engine/api/session_file.h"
#include "ui/render/ordered_worker.h"
#include "ui/window/session_reading.h"
#include "ui/window/window_options.h"

namespace sigscope::ui {

class ComparePage;
class MessageBar;
class ResultLog;
class Session;

/// Saves what the window has computed as a session's file, and opens such files: everything is
/// shown, and nothing is computed.
class SessionFiles : public QObject {
    Q_OBJECT

public:
    /// All outlive this; `window` is the parent of its dialogs.
    SessionFiles(Session& session, ComparePage& compare, ResultLog& log, MessageBar& messages,
                 QSettings& settings, const WindowOptions& options, QWidget& window);

    /// Asks for a file and writes the log's results there, with which of them are shown.
    void save();

    /// Begins to read `file`; false if it is no session. Whatever else is opened meanwhile takes
    /// its place; a file that cannot be read leaves all as it was.
    [[nodiscard]] bool open(const std::filesystem::path& file);

    /// The same of sessions that belong together, the last of which is shown.
    void openAll(const std::vector<std::filesystem::path>& files);

Q_SIGNALS:
    /// openAll() or open() has come to its end: what could be read is shown.
    void opened(const sigscope::ui::OpenedSession& session);

private:
    [[nodiscard]] SessionContent content() const;
    void take(const OpenedSession& session);
    /// The cards that were saved and, behind them, other results of the same picture and model.
    [[nodiscard]] std::vector<ComparisonColumn> columnsOf(const OpenedSession& session,
                                                          std::size_t shown) const;
    void report(const OpenedSession& session);
    void showSaved(const std::filesystem::path& file, const QString& error);

    Session& m_session;
    ComparePage& m_compare;
    ResultLog& m_log;
    MessageBar& m_messages;
    QSettings& m_settings;
    const WindowOptions& m_options;
    QWidget& m_window;
    SessionReading* m_reading;
    OrderedWorker m_writer;
};

}  // namespace sigscope::ui
