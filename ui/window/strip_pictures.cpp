#include "ui/window/strip_pictures.h"

#include <QString>
#include <QStringList>
#include <algorithm>
#include <system_error>

#include "engine/api/picture_file.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> foldersIn(const fs::path& folder) {
    std::vector<fs::path> folders;
    std::error_code ignored;  // What cannot be listed has none.
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.is_directory(ignored)) folders.push_back(entry.path());
    std::ranges::sort(folders);
    return folders;
}

Outcome<std::vector<StripPicture>> picturesOfFolder(const fs::path& folder) {
    const auto direct = picturesIn(folder);
    if (!direct) return Failure{direct.error()};
    std::vector<StripPicture> pictures;
    for (const fs::path& file : direct.value()) pictures.push_back({file});
    if (!pictures.empty()) return pictures;
    for (const fs::path& labelled : foldersIn(folder)) {
        const auto inside = picturesIn(labelled);
        if (!inside) return Failure{inside.error()};
        for (const fs::path& file : inside.value())
            pictures.push_back({file, labelled.filename().string()});
    }
    if (pictures.empty())
        return Failure{folder.string() + ": there are no pictures in this folder"};
    return pictures;
}

QString plainName(const QString& name) {
    QString plain = name.toLower();
    plain.replace(QLatin1Char('_'), QLatin1Char(' '));
    plain.replace(QLatin1Char('-'), QLatin1Char(' '));
    return plain.simplified();
}

}  // namespace

Outcome<std::vector<StripPicture>> stripPictures(const std::vector<fs::path>& places) {
    std::vector<StripPicture> pictures;
    for (const fs::path& place : places) {
        if (std::error_code ignored; !fs::is_directory(place, ignored)) {
            pictures.push_back({place});
            continue;
        }
        const auto inside = picturesOfFolder(place);
        if (!inside) return Failure{inside.error()};
        pictures.insert(pictures.end(), inside.value().begin(), inside.value().end());
    }
    return pictures;
}

bool isCalled(const RankedClass& ranked, const std::string& label) {
    const QString wanted = plainName(QString::fromStdString(label));
    const QString names = QString::fromStdString(ranked.label);
    return plainName(names) == wanted ||
           std::ranges::any_of(names.split(QLatin1Char(',')), [&wanted](const QString& name) {
               return plainName(name) == wanted;
           });
}

}  // namespace sigscope::ui
