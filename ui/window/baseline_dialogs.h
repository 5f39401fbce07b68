#pragma once

#include <QObject>
#include <functional>
#include <optional>

#include "engine/api/baseline_spec.h"
#include "engine/api/catalogue.h"
#include "ui/controls/baseline_kind.h"
#include "ui/window/window_options.h"

namespace sigscope::ui {

class BaselineField;
class RequestEditor;

/// What the baseline field chooses goes to what the panel edits; a colour, a picture, a folder or
/// several are asked for first.
class BaselineDialogs : public QObject {
    Q_OBJECT

public:
    /// What the panel edits at the moment.
    using Edited = std::function<RequestEditor&()>;

    /// All outlive this; `field` is the dialogs' parent window.
    BaselineDialogs(BaselineField& field, Edited edited, const Catalogue& catalogue,
                    const WindowOptions& options);

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
    Edited m_edited;
    const Catalogue& m_catalogue;
    const WindowOptions& m_options;
};

}  // namespace sigscope::ui
