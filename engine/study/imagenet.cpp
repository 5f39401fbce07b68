#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

#include "engine/api/picture_file.h"
#include "engine/file_bytes.h"
#include "engine/file_error.h"
#include "engine/study/class_names.h"
#include "engine/study/dataset.h"
#include "engine/study/mat_file.h"
#include "engine/study/voc_boxes.h"

namespace sigscope::study {

namespace {

namespace fs = std::filesystem;

constexpr const char* truthName = "ILSVRC2012_validation_ground_truth.txt";
constexpr FileLimit truthLimit{16 << 20, "ground truth"};

/// Where the archives put the list and, beside it, meta.mat.
fs::path findTruth(const fs::path& folder) {
    for (const char* place : {"", "data", "ILSVRC2012_devkit_t12/data"})
        if (const fs::path file = folder / place / truthName; fs::exists(file)) return file;
    refuseFile(folder.string(), std::string("has neither a folder for each class nor ") +
                                    truthName + ", which is in the development kit");
}

/// A line for each picture: its class as the challenge counts, from 1.
std::vector<int> readTruth(const fs::path& file) {
    const auto bytes = readFileBytes(file, truthLimit);
    std::istringstream lines(std::string(bytes.begin(), bytes.end()));
    std::vector<int> classes;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells(line);
        if (int number = 0; cells >> number && number > 0)
            classes.push_back(number);
        else
            refuseFile(file.string(),
                       "line " + std::to_string(classes.size() + 1) + " is no class from 1 on");
    }
    return classes;
}

/// The WordNet ids of the challenge's classes, whose order is another than that of models' outputs.
std::map<int, std::string> readClasses(const fs::path& file) {
    const std::vector<double> numbers = matFieldNumbers(file, "synsets", "ILSVRC2012_ID");
    const std::vector<std::string> ids = matFieldTexts(file, "synsets", "WNID");
    std::map<int, std::string> classes;
    for (std::size_t i = 0; i < numbers.size(); ++i) classes[static_cast<int>(numbers[i])] = ids[i];
    return classes;
}

/// 17 of "ILSVRC2012_val_00000017.JPEG"; 0 of another name.
std::size_t numberOfPicture(const fs::path& file) {
    const std::string name = file.stem().string();
    const std::string_view digits = std::string_view(name).substr(name.rfind('_') + 1);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

std::vector<LabelledPicture> readByTruth(const fs::path& folder,
                                         const std::vector<fs::path>& files) {
    const fs::path list = findTruth(folder);
    const std::vector<int> truth = readTruth(list);
    const std::map<int, std::string> classes = readClasses(list.parent_path() / "meta.mat");
    std::vector<LabelledPicture> pictures;
    for (const fs::path& file : files) {
        const std::size_t number = numberOfPicture(file);
        if (number < 1 || number > truth.size())
            refuseFile(file.string(), "is none of the " + std::to_string(truth.size()) +
                                          " pictures of the ground truth");
        const auto found = classes.find(truth[number - 1]);
        if (found == classes.end())
            refuseFile(list.string(),
                       "line " + std::to_string(number) + " is no class of meta.mat");
        pictures.push_back({file.filename().string(), file, targetOf(found->second)});
    }
    return pictures;
}

/// Boxes lie beside the pictures, or where Annotations/ has them.
void addBoxes(const fs::path& folder, std::vector<LabelledPicture>& pictures) {
    for (LabelledPicture& picture : pictures) {
        const std::string name = picture.file.stem().string() + ".xml";
        for (const fs::path& file :
             {picture.file.parent_path() / name, folder / "Annotations" / "CLS-LOC" / "val" / name})
            if (picture.object.boxes.empty() && fs::exists(file))
                picture.object.boxes = readVocBoxes(file);
    }
}

}  // namespace

std::vector<LabelledPicture> readImageNet(const fs::path& folder) {
    const fs::path place = fs::is_directory(folder / "val") ? folder / "val" : folder;
    const auto files = picturesIn(place);
    if (!files) throw Error(files.error());
    const bool isSorted =
        files.value().empty() &&
        std::ranges::any_of(fs::directory_iterator(place), [](const auto& entry) {
            return entry.is_directory() && isWordNetId(entry.path().filename().string());
        });
    std::vector<LabelledPicture> pictures =
        isSorted ? readClassFolders(place) : readByTruth(folder, files.value());
    if (pictures.empty()) refuseFile(place.string(), "has no pictures");
    addBoxes(folder, pictures);
    return pictures;
}

}  // namespace sigscope::study
