#include <sstream>

#include "engine/error.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/study/class_names.h"
#include "engine/study/dataset.h"
#include "engine/study/voc_boxes.h"

namespace sigscope::study {

namespace {

constexpr FileLimit petListLimit{16 << 20, "list of pets"};

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
        if (std::filesystem::exists(boxes)) picture.object.boxes = readVocBoxes(boxes);
    }
    if (pictures.empty()) refuseFile(list.string(), "lists no pictures");
    return pictures;
}

}  // namespace sigscope::study
