#include "engine/study/voc_boxes.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "engine/file_bytes.h"
#include "engine/file_error.h"

namespace sigscope::study {

namespace {

constexpr FileLimit boxesLimit{16 << 20, "list of boxes"};

/// The whole number between <tag> and </tag> from `at` on; nothing if there is none.
std::optional<std::int64_t> numberIn(std::string_view text, const std::string& tag,
                                     std::size_t at) {
    const std::size_t begin = text.find("<" + tag + ">", at);
    if (begin == std::string_view::npos) return std::nullopt;
    text.remove_prefix(begin + tag.size() + 2);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::vector<metrics::Box> readVocBoxes(const std::filesystem::path& file) {
    const auto bytes = readFileBytes(file, boxesLimit);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::vector<metrics::Box> boxes;
    for (std::size_t at = text.find("<bndbox>"); at != std::string_view::npos;
         at = text.find("<bndbox>", at + 1)) {
        const auto x0 = numberIn(text, "xmin", at), y0 = numberIn(text, "ymin", at);
        const auto x1 = numberIn(text, "xmax", at), y1 = numberIn(text, "ymax", at);
        if (!x0 || !y0 || !x1 || !y1) refuseFile(file.string(), "has a box without its corners");
        boxes.push_back({*x0 - 1, *y0 - 1, *x1, *y1});
    }
    return boxes;
}

}  // namespace sigscope::study
