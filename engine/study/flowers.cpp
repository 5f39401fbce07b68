#include <cmath>

#include "engine/api/explain_request.h"
#include "engine/file_error.h"
#include "engine/study/dataset.h"
#include "engine/study/mat_file.h"

namespace sigscope::study {

std::vector<LabelledPicture> readFlowers(const std::filesystem::path& folder) {
    const auto list = folder / "imagelabels.mat";
    const std::vector<double> labels = matNumbers(list, "labels");
    if (!std::filesystem::is_directory(folder / "jpg"))
        refuseFile(list.string(), "the pictures are not beside it; they are in a folder jpg/");
    std::vector<LabelledPicture> pictures;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const double label = labels[i];
        if (!(label >= 1 && label <= 1000) || label != std::floor(label))
            refuseFile(list.string(), "picture " + std::to_string(i + 1) +
                                          " has a label that is no class from 1 on");
        std::string number = std::to_string(i + 1);
        number.insert(0, number.size() < 5 ? 5 - number.size() : 0, '0');
        const std::string file = "jpg/image_" + number + ".jpg";
        // Models count their classes from 0.
        pictures.push_back(
            {file, folder / file, classOfIndex(static_cast<std::int64_t>(label) - 1)});
    }
    return pictures;
}

}  // namespace sigscope::study
