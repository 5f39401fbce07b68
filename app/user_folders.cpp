#include "app/user_folders.h"

#include <cstdlib>

namespace sigscope::app {

namespace {

std::filesystem::path folderOfVariable(const char* name) {
    const char* value = std::getenv(name);
    // The XDG Base Directory Specification: what is not absolute is to be ignored.
    const std::filesystem::path folder = value == nullptr ? "" : value;
    return folder.is_absolute() ? folder : std::filesystem::path();
}

/// The program's folder in that of the variable, else in `usual` of the user's home.
std::filesystem::path userFolder(const char* variable, const char* usual) {
    if (const auto folder = folderOfVariable(variable); !folder.empty()) return folder / "sigscope";
    const auto home = folderOfVariable("HOME");
    return home.empty() ? home : home / usual / "sigscope";
}

}  // namespace

std::filesystem::path cacheFolder() {
    return userFolder("XDG_CACHE_HOME", ".cache");
}

std::filesystem::path stateFolder() {
    return userFolder("XDG_STATE_HOME", ".local/state");
}

}  // namespace sigscope::app
