#include "engine/api/picture_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <string>
#include <system_error>

namespace sigscope {

namespace fs = std::filesystem;

namespace {

bool looksLikePicture(const fs::path& file) {
    if (file.filename().string().starts_with('.')) return false;
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    if (std::ranges::find(pictureEndings(), ending) == pictureEndings().end()) return false;
    return ending != ".npz" || isArrayArchive(file);
}

}  // namespace

std::span<const char* const> pictureEndings() {
    static constexpr std::array endings{".png", ".jpg",  ".jpeg", ".webp", ".bmp", ".tif", ".tiff",
                                        ".jp2", ".heic", ".heif", ".avif", ".gif", ".npy", ".npz"};
    return endings;
}

bool isArrayArchive(const fs::path& file) {
    // An archive ends with its list and a record of at most 64 KiB that says so; results have few
    // entries.
    constexpr std::streamoff longestTail = 1 << 17;
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    const std::streamoff size = stream.tellg();
    if (size <= 0) return false;
    std::string tail(static_cast<std::size_t>(std::min(size, longestTail)), '\0');
    stream.seekg(-static_cast<std::streamoff>(tail.size()), std::ios::end);
    stream.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    return stream.good() && tail.find("PK\5\6") != std::string::npos &&
           tail.find("attribution.npy") == std::string::npos;
}

Outcome<std::vector<fs::path>> picturesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code gone;  // A link to nowhere, say: no picture, and no fault of the folder.
        if (looksLikePicture(entry->path()) && entry->is_regular_file(gone))
            files.push_back(entry->path());
    }
    if (error) return Failure{folder.string() + ": " + error.message()};
    // The order of a folder's entries is chance.
    std::ranges::sort(files);
    return files;
}

Outcome<std::vector<fs::path>> picturesAt(const std::vector<fs::path>& places) {
    std::vector<fs::path> pictures;
    for (const fs::path& place : places) {
        if (std::error_code ignored; !fs::is_directory(place, ignored)) {
            pictures.push_back(place);
            continue;
        }
        const Outcome<std::vector<fs::path>> inside = picturesIn(place);
        if (!inside) return Failure{inside.error()};
        if (inside.value().empty())
            return Failure{place.string() + ": there are no pictures in this folder"};
        pictures.insert(pictures.end(), inside.value().begin(), inside.value().end());
    }
    return pictures;
}

}  // namespace sigscope
