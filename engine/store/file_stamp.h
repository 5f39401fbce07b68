#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sigscope::store {

/// Changes when a file is written again or another takes its place: its path, size, time and inode,
/// never its content. A file that is not there has a stamp too: reading it says what is wrong.
[[nodiscard]] std::string fileStamp(const std::filesystem::path& file);

/// A file as it was once.
struct FileState {
    std::filesystem::path file;
    std::string stamp;
};

[[nodiscard]] FileState stateOf(const std::filesystem::path& file);

/// Whether all of them are still as they were.
[[nodiscard]] bool areUnchanged(const std::vector<FileState>& states);

/// Likewise of a folder: the stamps of all that lies in it, by name; of a file its own.
[[nodiscard]] std::vector<std::string> placeStamps(const std::filesystem::path& place);

}  // namespace sigscope::store
