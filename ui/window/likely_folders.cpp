#include "ui/window/likely_folders.h"

#include <algorithm>

#include "ui/window/model_menu.h"
#include "ui/window/recent_files.h"
#include "ui/window/session.h"

namespace sigscope::ui {

std::vector<std::filesystem::path> likelyFolders(const Session& session, QSettings& settings,
                                                 const WindowOptions& options) {
    std::vector<std::filesystem::path> folders;
    const auto add = [&folders](const std::filesystem::path& folder) {
        if (!folder.empty() && std::ranges::find(folders, folder) == folders.end())
            folders.push_back(folder);
    };
    add(session.request().image.parent_path());
    for (const QStringList& recent : {RecentFiles(settings).files(), recentModels(settings)})
        for (const QString& file : recent)
            add(std::filesystem::path(file.toStdString()).parent_path());
    add(options.samplesFolder);
    return folders;
}

}  // namespace sigscope::ui
