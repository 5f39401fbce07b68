#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sigscope::compute {

/// The pictures of a folder, told by their endings, by name. Throws Error that begins with `what`,
/// the argument that named the folder.
[[nodiscard]] std::vector<std::filesystem::path> picturesIn(const std::filesystem::path& folder,
                                                            const std::string& what);

/// Takes `picture` out of `files`, by whatever name it is among them, copies of it too: what is
/// drawn does not depend on where the picture lies. Throws Error for a file of its size that cannot
/// be read.
void takeOut(std::vector<std::filesystem::path>& files, const std::filesystem::path& picture);

/// `count` of `files` (all, where there are fewer) as the seed draws them, by name and not by
/// folder, as recipes know them: drawing from what was drawn changes nothing.
[[nodiscard]] std::vector<std::filesystem::path> drawn(std::vector<std::filesystem::path> files,
                                                       int count, std::int64_t seed);

}  // namespace sigscope::compute
