#include "ui/window/baseline_dialogs.h"

#include "ui/controls/baseline_field.h"
#include "ui/window/session.h"

namespace sigscope::ui {

BaselineDialogs::BaselineDialogs(BaselineField& field, Session& session,
                                 const WindowOptions& options)
    : QObject(&field), m_field(field), m_session(session), m_options(options) {
    connect(&field, &BaselineField::baselineChosen, &session, &Session::setBaseline);
    connect(&field, &BaselineField::seedChosen, &session, &Session::setSeed);
    // Queued: the list that asked is closed by then.
    connect(&field, &BaselineField::colourAsked, this, &BaselineDialogs::askColour,
            Qt::QueuedConnection);
    connect(&field, &BaselineField::pictureAsked, this, &BaselineDialogs::askPicture,
            Qt::QueuedConnection);
}

void BaselineDialogs::askColour() {
    const std::string colour = m_options.askColour(&m_field, m_session.request().baseline);
    if (!colour.empty()) m_session.setBaseline(colour);
}

void BaselineDialogs::askPicture() {
    const std::filesystem::path file = m_options.askOpenFile(&m_field);
    if (!file.empty()) m_session.setBaseline(file.string());
}

}  // namespace sigscope::ui
