#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sigscope::models {

/// What a publisher calls a part of a tensor's name, and what the family does.
struct Renaming {
    std::string_view theirs;  ///< With a dot before it anywhere in the name, else its beginning.
    std::string_view ours;
};

/// `name` with every renaming that applies to it, one after the other, each once.
[[nodiscard]] std::string renamed(std::string name, std::span<const Renaming> renamings);

}  // namespace sigscope::models
