#pragma once

#include <QObject>

#include "ui/window/window_options.h"

namespace sigscope::ui {

class MessageBar;
class PathPage;
class SaveJob;
class Session;

/// Where a result of `request` is proposed to go: beside its picture, with its method's name.
[[nodiscard]] std::filesystem::path proposedFile(const ExplainRequest& request,
                                                 const std::string& ending);

/// Saves the session's result where the user says, and says how it went.
class MapSaver : public QObject {
    Q_OBJECT

public:
    /// All outlive this; the message bar is the dialog's parent. Figures look as the page does.
    MapSaver(Session& session, MessageBar& messages, const WindowOptions& options,
             const PathPage& page);

    /// Asks for a file name and saves the result of the newest run there, if it has one.
    void save();

private:
    void showSaved(const QString& file, const QString& error);

    Session& m_session;
    MessageBar& m_messages;
    const WindowOptions& m_options;
    const PathPage& m_page;
    SaveJob* m_job;
};

}  // namespace sigscope::ui
