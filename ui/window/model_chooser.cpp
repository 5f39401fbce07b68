#include "ui/window/model_chooser.h"

#include <QAction>
#include <QSettings>
#include <QWidget>
#include <algorithm>
#include <system_error>

#include "engine/api/model_caches.h"
#include "ui/controls/message_bar.h"
#include "ui/controls/output_form.h"
#include "ui/controls/preprocessing_form.h"
#include "ui/controls/request_panel.h"
#include "ui/window/model_menu.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

constexpr const char* chosenModelKey = "model";

}  // namespace

ModelChooser::ModelChooser(Session& session, QSettings& settings, const WindowOptions& options,
                           QMenu& menu, MessageBar& messages, QWidget& window)
    : QObject(&window),
      m_session(session),
      m_settings(settings),
      m_options(options),
      m_messages(messages),
      m_menu(new ModelMenu(menu, session, settings)),
      m_window(window) {
    if (m_options.model.empty()) recall();
    connect(&m_session, &Session::started, this, &ModelChooser::remember);
    connect(m_menu, &ModelMenu::chosen, this, &ModelChooser::choose);
    connect(m_menu, &ModelMenu::openAsked, this, &ModelChooser::ask);
}

void ModelChooser::connectTo(QAction& openModel, RequestPanel& panel) {
    connect(&openModel, &QAction::triggered, this, &ModelChooser::ask);
    connect(&panel.preprocessing(), &PreprocessingForm::applied, &m_session,
            &Session::setPreprocessing);
    connect(&panel.output(), &OutputForm::answered, &m_session, &Session::setOutput);
    connect(&m_session, &Session::ended, &panel, [&panel](const RunEnd& end) {
        if (end.question) panel.preprocessing().ask(*end.question);
        if (end.outputQuestion) panel.output().ask(*end.outputQuestion);
    });
}

bool ModelChooser::offer(const fs::path& file) {
    std::error_code ignored;
    if (!looksLikeWeights(file) || !fs::is_regular_file(file, ignored)) return false;
    m_messages.show(MessageBar::Kind::Information,
                    tr("%1 holds a model's weights, no picture.")
                        .arg(QString::fromStdString(file.filename().string())),
                    {tr("Use this model"), [this, file] { choose(file.string()); }});
    return true;
}

void ModelChooser::recall() {
    const std::string model = m_settings.value(chosenModelKey).toString().toStdString();
    const auto& named = m_session.catalogue().models;
    std::error_code ignored;
    if (std::ranges::find(named, model, &ModelSpec::name) != named.end() || cachedWeights(model) ||
        fs::is_regular_file(model, ignored))
        m_session.setModel(model);
}

/// Only a model that could be loaded: the window must not begin with an error.
void ModelChooser::remember() {
    // A program is asked for each time.
    if (m_session.request().modelCode == ModelCode::Allowed) return;
    const std::string& model = m_session.request().model;
    std::error_code ignored;
    const bool isFile = fs::is_regular_file(model, ignored);
    if (isFile) m_menu->remember(model);
    const std::string lasting = isFile ? fs::absolute(model).string() : model;
    m_settings.setValue(chosenModelKey, QString::fromStdString(lasting));
}

void ModelChooser::ask() {
    if (const fs::path file = m_options.askModelFile(&m_window); !file.empty())
        choose(file.string());
}

void ModelChooser::choose(const std::string& nameOrFile) {
    const bool program = holdsModelCode(nameOrFile);
    if (program && !m_options.allowCode(&m_window, nameOrFile)) return;
    m_session.setModel(nameOrFile, program ? ModelCode::Allowed : ModelCode::Refused);
    if (m_session.request().image.empty())
        m_messages.show(MessageBar::Kind::Information,
                        tr("%1 will be used: now open a picture.")
                            .arg(QString::fromStdString(fs::path(nameOrFile).filename().string())));
}

}  // namespace sigscope::ui
