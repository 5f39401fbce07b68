#pragma once

#include <QObject>

#include "ui/window/window_options.h"

class QAction;

namespace sigscope::ui {

class FigureEditor;
class MessageBar;
class Session;

/// Writes the figure that is shown where the user says, and says how it went.
class FigureExport : public QObject {
    Q_OBJECT

public:
    /// All outlive this; the editor is the dialog's parent.
    FigureExport(FigureEditor& editor, const Session& session, QAction& action,
                 MessageBar& messages, const WindowOptions& options);

private:
    void ask();
    void write(const std::filesystem::path& file);

    FigureEditor& m_editor;
    const Session& m_session;
    MessageBar& m_messages;
    const WindowOptions& m_options;
};

}  // namespace sigscope::ui
