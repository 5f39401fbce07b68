#pragma once

#include <QObject>

#include "ui/film/animation_sheet.h"
#include "ui/window/window_options.h"

class QAction;

namespace sigscope::ui {

class ComparePage;
class MessageBar;
class EvaluatePage;
class PathPage;
class Session;

/// Opens the sheet of films, for what is in sight, and says how a film was written.
class AnimationCommand : public QObject {
    Q_OBJECT

public:
    /// All outlive this; `window` is the sheet's parent.
    AnimationCommand(QAction& animate, const Session& session, const PathPage& path,
                     const ComparePage& compare, EvaluatePage& evaluate, MessageBar& messages,
                     const WindowOptions& options, QWidget& window);

private:
    [[nodiscard]] AnimationSheet* makeSheet();
    [[nodiscard]] AnimationSubject subject() const;
    void open();

    const Session& m_session;
    const PathPage& m_path;
    const ComparePage& m_compare;
    EvaluatePage& m_evaluate;
    MessageBar& m_messages;
    const WindowOptions& m_options;
    QWidget& m_window;
    AnimationSheet* m_sheet = nullptr;  ///< Made when it is first asked for.
};

}  // namespace sigscope::ui
