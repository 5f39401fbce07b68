#include "ui/window/restorer.h"

#include <QWidget>
#include <utility>

#include "engine/api/recipe.h"
#include "ui/controls/message_bar.h"
#include "ui/window/likely_folders.h"
#include "ui/window/recent_files.h"
#include "ui/window/result_reading.h"
#include "ui/window/session.h"

namespace sigscope::ui {

namespace fs = std::filesystem;

Restorer::Restorer(Session& session, MessageBar& messages, QSettings& settings,
                   const WindowOptions& options, QWidget& window)
    : QObject(&window),
      m_session(session),
      m_messages(messages),
      m_settings(settings),
      m_options(options),
      m_window(window),
      m_reading(new ResultReading(session.catalogue(), this)) {
    connect(m_reading, &ResultReading::finished, this,
            [this](const std::shared_ptr<const ReadResult>& read) { take(*read); });
    for (const auto signal : {&Session::closed, &Session::reading})
        connect(&session, signal, m_reading, &ResultReading::forget);
    connect(&session, &Session::submitted, m_reading, &ResultReading::forget);
}

bool Restorer::restore(const fs::path& file) {
    if (!holdsRecipe(file)) return false;
    m_reading->start(file, likelyFolders(m_session, m_settings, m_options));
    return true;
}

void Restorer::take(const ReadResult& read) {
    if (!read.recipe)
        return m_messages.show(MessageBar::Kind::Error,
                               QString::fromStdString(read.recipe.error()));
    const Recipe& recipe = read.recipe.value();
    const bool found = read.request->ok();
    if (!found && !read.result) return offerSearch(read.request->error(), read);
    ExplainRequest request = found ? read.request->value().request : namedRequest(recipe);
    if (!allowCode(request)) return;
    RecentFiles(m_settings).add(QString::fromStdString(read.file.string()));
    m_session.restore(std::move(request), recipe.text, read.result, read.saved);
    if (!found) return offerSearch(read.request->error(), read);
    if (read.result) return;
    m_messages.show(MessageBar::Kind::Information,
                    tr("%1 explains “%2” by %3; nothing has been computed yet.")
                        .arg(QString::fromStdString(read.file.filename().string()),
                             QString::fromStdString(recipe.targetLabel),
                             QString::fromStdString(recipe.request.method)));
}

bool Restorer::allowCode(ExplainRequest& request) {
    if (!holdsModelCode(request.model)) return true;
    if (!m_options.allowCode(&m_window, request.model)) return false;
    request.modelCode = ModelCode::Allowed;
    return true;
}

void Restorer::offerSearch(const std::string& reason, const ReadResult& read) {
    const auto search = [this, file = read.file, folders = read.folders]() mutable {
        const fs::path folder = m_options.askFolder(&m_window);
        if (folder.empty()) return;
        folders.push_back(folder);
        m_reading->start(file, folders);
    };
    m_messages.show(MessageBar::Kind::Error, QString::fromStdString(reason),
                    {tr("Look in a folder…"), search});
}

}  // namespace sigscope::ui
