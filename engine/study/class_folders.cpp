#include <algorithm>

#include "engine/api/picture_file.h"
#include "engine/error.h"
#include "engine/study/class_names.h"
#include "engine/study/dataset.h"

namespace sigscope::study {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> foldersIn(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> folders;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error))
        if (entry->is_directory() && !entry->path().filename().string().starts_with('.'))
            folders.push_back(entry->path());
    if (error) throw Error(folder.string() + ": cannot be listed: " + error.message());
    std::ranges::sort(folders);
    return folders;
}

}  // namespace

std::vector<LabelledPicture> readClassFolders(const fs::path& folder) {
    std::vector<LabelledPicture> pictures;
    for (const fs::path& classFolder : foldersIn(folder)) {
        const std::string name = classFolder.filename().string();
        const auto files = picturesIn(classFolder);
        if (!files) throw Error(files.error());
        for (const fs::path& file : files.value())
            pictures.push_back({name + "/" + file.filename().string(), file, targetOf(name)});
    }
    if (pictures.empty())
        throw Error(folder.string() +
                    ": has no folders with pictures in them, one for each class; a table of "
                    "pictures is given as its file");
    return pictures;
}

}  // namespace sigscope::study
