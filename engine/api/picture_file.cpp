#include "engine/api/picture_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace sigscope {

std::span<const char* const> pictureEndings() {
    static constexpr std::array endings{".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"};
    return endings;
}

bool looksLikePicture(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return std::ranges::find(pictureEndings(), ending) != pictureEndings().end();
}

}  // namespace sigscope
