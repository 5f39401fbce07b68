#include "engine/store/file_stamp.h"

#include <sys/stat.h>

#include <algorithm>
#include <sstream>
#include <system_error>

namespace sigscope::store {

std::string fileStamp(const std::filesystem::path& file) {
    std::ostringstream stamp;
    stamp << file.string();
    struct stat status {};
    if (::stat(file.c_str(), &status) == 0)
        stamp << '\n'
              << status.st_dev << ' ' << status.st_ino << ' ' << status.st_size << ' '
              << status.st_mtim.tv_sec << ' ' << status.st_mtim.tv_nsec;
    return stamp.str();
}

FileState stateOf(const std::filesystem::path& file) {
    return {file, fileStamp(file)};
}

bool areUnchanged(const std::vector<FileState>& states) {
    return std::ranges::all_of(
        states, [](const FileState& state) { return fileStamp(state.file) == state.stamp; });
}

std::vector<std::string> placeStamps(const std::filesystem::path& place) {
    std::error_code none;
    std::vector<std::string> stamps;
    for (std::filesystem::directory_iterator entry(place, none), end; !none && entry != end;
         entry.increment(none))
        stamps.push_back(fileStamp(entry->path()));
    std::ranges::sort(stamps);
    stamps.push_back(fileStamp(place));
    return stamps;
}

}  // namespace sigscope::store
