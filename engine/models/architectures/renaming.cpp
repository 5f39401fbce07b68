#include "engine/models/architectures/renaming.h"

namespace sigscope::models {

std::string renamed(std::string name, std::span<const Renaming> renamings) {
    for (const auto& [theirs, ours] : renamings) {
        const std::size_t at = name.find(theirs);
        const bool applies = theirs.starts_with('.') ? at != std::string::npos : at == 0;
        if (applies) name.replace(at, theirs.size(), ours);
    }
    return name;
}

}  // namespace sigscope::models
