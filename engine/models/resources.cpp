#include <cstdlib>

#include "engine/api/engine.h"
#include "engine/models/model_registry.h"

namespace sigscope {

namespace {

std::filesystem::path& chosenFolder() {
    static std::filesystem::path folder;
    return folder;
}

}  // namespace

void setResourceFolder(const std::filesystem::path& folder) {
    chosenFolder() = folder;
}

namespace models {

std::filesystem::path resourceFolder() {
    if (const char* folder = std::getenv("SIGSCOPE_RESOURCES"); folder && *folder != '\0')
        return folder;
    return chosenFolder();
}

}  // namespace models

}  // namespace sigscope
