#include "ui/window/restorer.h"

#include <QWidget>
#include <utility>

#include "engine/api/recipe.h"
#include "ui/controls/message_bar.h"
#include "ui/window/recent_files.h"
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
      m_window(window) {}

bool Restorer::restore(const fs::path& file) {
    if (!holdsRecipe(file)) return false;
    restoreFrom(file, likelyFolders());
    return true;
}

void Restorer::restoreFrom(const fs::path& file, const std::vector<fs::path>& folders) {
    const Outcome<Recipe> recipe = readRecipe(file, m_session.catalogue());
    if (!recipe) {
        m_messages.show(MessageBar::Kind::Error, QString::fromStdString(recipe.error()));
        return;
    }
    const ExplainRequest& request = recipe.value().request;
    Outcome<RestoredRequest> restored =
        restoreRequest(recipe.value(), request, m_session.catalogue(), folders);
    if (!restored) return offerSearch(restored.error(), file, folders);
    ExplainRequest found = std::move(restored).value().request;
    if (holdsModelCode(found.model)) {
        if (!m_options.allowCode(&m_window, found.model)) return;
        found.modelCode = ModelCode::Allowed;
    }
    m_session.restore(std::move(found), recipe.value().text);
    m_messages.show(MessageBar::Kind::Information,
                    tr("%1 explains “%2” by %3; nothing has been computed yet.")
                        .arg(QString::fromStdString(file.filename().string()),
                             QString::fromStdString(recipe.value().targetLabel),
                             QString::fromStdString(request.method)));
}

void Restorer::offerSearch(const std::string& reason, const fs::path& file,
                           std::vector<fs::path> folders) {
    const auto search = [this, file, folders = std::move(folders)]() mutable {
        const fs::path folder = m_options.askFolder(&m_window);
        if (folder.empty()) return;
        folders.push_back(folder);
        restoreFrom(file, folders);
    };
    m_messages.show(MessageBar::Kind::Error, QString::fromStdString(reason),
                    {tr("Look in a folder…"), search});
}

std::vector<fs::path> Restorer::likelyFolders() const {
    std::vector<fs::path> folders;
    for (const QString& recent : RecentFiles(m_settings).files())
        folders.push_back(fs::path(recent.toStdString()).parent_path());
    if (!m_options.samplesFolder.empty()) folders.push_back(m_options.samplesFolder);
    return folders;
}

}  // namespace sigscope::ui
