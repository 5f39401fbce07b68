#pragma once

#include <QObject>

#include "ui/window/window_options.h"

class QAction;

namespace sigscope::ui {

class MessageBar;
class SaveJob;
class Session;

/// Saves the session's result where the user says, and says how it went.
class MapSaver : public QObject {
    Q_OBJECT

public:
    /// All outlive this; the message bar is the dialog's parent, and `absolute` is checked while
    /// maps are shown without their sign.
    MapSaver(Session& session, MessageBar& messages, const WindowOptions& options,
             const QAction& absolute);

    /// Asks for a file name and saves the result of the newest run there, if it has one.
    void save();

private:
    void showSaved(const QString& file, const QString& error);

    Session& m_session;
    MessageBar& m_messages;
    const WindowOptions& m_options;
    const QAction& m_absolute;
    SaveJob* m_job;
};

}  // namespace sigscope::ui
