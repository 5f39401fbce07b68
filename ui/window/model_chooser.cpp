#include "ui/window/model_chooser.h"

#include <QAction>
#include <QSettings>
#include <QWidget>
#include <algorithm>
#include <system_error>

#include "ui/controls/message_bar.h"
#include "ui/controls/output_form.h"
#include "ui/controls/preprocessing_form.h"
#include "ui/controls/request_panel.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

const QString chosenModelKey = QStringLiteral("model");

}  // namespace

ModelChooser::ModelChooser(Session& session, QSettings& settings, const WindowOptions& options,
                           QWidget& window)
    : QObject(&window),
      m_session(session),
      m_settings(settings),
      m_options(options),
      m_window(window) {
    if (m_options.model.empty()) recall();
    connect(&m_session, &Session::started, this, &ModelChooser::remember);
}

void ModelChooser::connectTo(QAction& openModel, RequestPanel& panel, MessageBar& messages) {
    connect(&openModel, &QAction::triggered, this, [this, &messages] { choose(messages); });
    connect(&panel.preprocessing(), &PreprocessingForm::applied, &m_session,
            &Session::setPreprocessing);
    connect(&panel.output(), &OutputForm::answered, &m_session, &Session::setOutput);
    connect(&m_session, &Session::ended, &panel, [&panel](const RunEnd& end) {
        if (end.question) panel.preprocessing().ask(*end.question);
        if (end.outputQuestion) panel.output().ask(*end.outputQuestion);
    });
}

void ModelChooser::recall() {
    const std::string model = m_settings.value(chosenModelKey).toString().toStdString();
    const auto& named = m_session.catalogue().models;
    std::error_code ignored;
    if (std::ranges::find(named, model, &ModelSpec::name) != named.end() ||
        fs::is_regular_file(model, ignored))
        m_session.setModel(model);
}

/// Only a model that could be loaded: the window must not begin with an error.
void ModelChooser::remember() {
    // A program is asked for each time.
    if (m_session.request().modelCode == ModelCode::Allowed) return;
    const std::string& model = m_session.request().model;
    std::error_code ignored;
    const std::string lasting =
        fs::is_regular_file(model, ignored) ? fs::absolute(model).string() : model;
    m_settings.setValue(chosenModelKey, QString::fromStdString(lasting));
}

void ModelChooser::choose(MessageBar& messages) {
    const fs::path file = m_options.askModelFile(&m_window);
    if (file.empty()) return;
    const bool program = holdsModelCode(file);
    if (program && !m_options.allowCode(&m_window, file)) return;
    m_session.setModel(file.string(), program ? ModelCode::Allowed : ModelCode::Refused);
    if (m_session.request().image.empty())
        messages.show(MessageBar::Kind::Information,
                      tr("%1 will be used: now open a picture.")
                          .arg(QString::fromStdString(file.filename().string())));
}

}  // namespace sigscope::ui
