#include "engine/compute/picture_bank.h"

#include <algorithm>
#include <random>
#include <string>
#include <system_error>
#include <utility>

#include "engine/api/picture_file.h"
#include "engine/error.h"
#include "engine/io/sha256.h"

namespace sigscope::compute {

namespace fs = std::filesystem;

std::vector<fs::path> picturesIn(const fs::path& folder, const std::string& what) {
    Outcome<std::vector<fs::path>> files = sigscope::picturesIn(folder);
    if (!files) throw Error(what + ": " + files.error());
    return std::move(files).value();
}

void takeOut(std::vector<fs::path>& files, const fs::path& picture) {
    std::error_code unknown;
    const std::uintmax_t size = fs::file_size(picture, unknown);
    std::string digest;  // The picture's, read once if at all.
    std::erase_if(files, [&](const fs::path& file) {
        std::error_code ignored;
        if (fs::equivalent(file, picture, ignored)) return true;
        // Files of one size are rare, but where nothing is compressed: few are read for this.
        if (unknown || fs::file_size(file, ignored) != size) return false;
        if (digest.empty()) digest = io::sha256OfFile(picture);
        return io::sha256OfFile(file) == digest;
    });
}

std::vector<fs::path> drawn(std::vector<fs::path> files, int count, std::int64_t seed) {
    // Own arithmetic: distributions differ from one library to another.
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    const std::size_t wanted = std::min(files.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < wanted; ++i)
        std::swap(files[i], files[i + random() % (files.size() - i)]);
    files.resize(wanted);
    std::ranges::sort(files, {},
                      [](const fs::path& file) { return std::pair(file.filename(), file); });
    return files;
}

}  // namespace sigscope::compute
