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

}  // namespace

std::filesystem::path cacheFolder() {
    if (const auto caches = folderOfVariable("XDG_CACHE_HOME"); !caches.empty())
        return caches / "sigscope";
    const auto home = folderOfVariable("HOME");
    return home.empty() ? home : home / ".cache" / "sigscope";
}

}  // namespace sigscope::app
