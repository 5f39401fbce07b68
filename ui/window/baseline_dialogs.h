#pragma once

#include <QObject>
#include <optional>

#include "engine/api/baseline_spec.h"
#include "ui/controls/baseline_kind.h"
#include "ui/window/window_options.h"

namespace sigscope::ui {

class BaselineField;
class Session;

/// What the baseline field chooses goes to the session; a colour, a picture, a folder or several
/// are asked for first.
class BaselineDialogs : public QObject {
    Q_OBJECT

public:
    /// All outlive this; `field` is the dialogs' parent window.
    BaselineDialogs(BaselineField& field, Session& session, const WindowOptions& options);

private:
    /// What becomes of an answer.
    enum class Answer {
        Replaces,  ///< It is the baseline.
        Joins,     ///< It is one more of several.
    };

    void ask(BaselineKind kind, Answer answer);
    void askSeveral();
    [[nodiscard]] std::optional<BaselineSpec> answerTo(BaselineKind kind) const;

    BaselineField& m_field;
    Session& m_session;
    const WindowOptions& m_options;
};

}  // namespace sigscope::ui
