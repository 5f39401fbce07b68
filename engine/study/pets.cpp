#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>

#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/study/class_names.h"
#include "engine/study/dataset.h"

namespace sigscope::study {

namespace {

const FileLimit petListLimit{16 << 20, "list of pets"};

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

/// The boxes of a file in PASCAL VOC's form, whose corners count from 1 and are inclusive.
std::vector<metrics::Box> readBoxes(const std::filesystem::path& file) {
    const auto bytes = readFileBytes(file, petListLimit);
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

}  // namespace

std::vector<LabelledPicture> readPets(const std::filesystem::path& folder,
                                      const std::string& split) {
    const auto list = folder / "annotations" / (split + ".txt");
    const auto bytes = readFileBytes(list, petListLimit);
    std::istringstream lines(std::string(bytes.begin(), bytes.end()));
    std::vector<LabelledPicture> pictures;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.front() == '#') continue;
        const std::string name = line.substr(0, line.find(' '));
        const std::size_t number = name.rfind('_');  // "american_bulldog_12 2 2 1"
        if (number == std::string::npos || name.find('/') != std::string::npos)
            refuseFile(list.string(), "'" + name + "' is no BREED_NUMBER");
        const std::string file = "images/" + name + ".jpg";
        const auto boxes = folder / "annotations" / "xmls" / (name + ".xml");
        LabelledPicture& picture = pictures.emplace_back(
            LabelledPicture{file, folder / file, targetOf(name.substr(0, number))});
        if (std::filesystem::exists(boxes)) picture.object.boxes = readBoxes(boxes);
    }
    if (pictures.empty()) refuseFile(list.string(), "lists no pictures");
    return pictures;
}

}  // namespace sigscope::study
