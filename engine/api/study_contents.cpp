#include "engine/api/study_contents.h"

namespace sigscope {

Outcome<std::filesystem::path> pictureOf(const StudyContents& study, const std::string& picture) {
    namespace fs = std::filesystem;
    if (study.origin.pictures.empty() && fs::path(picture).is_relative())
        return Failure{picture + ": the study does not say where its pictures are"};
    // What is relative is within the study, which may have been moved.
    const fs::path file = study.folder / study.origin.pictures / picture;
    std::error_code error;
    if (fs::is_regular_file(file, error)) return file;
    // CIFAR-10's pictures are files of the study's own.
    const fs::path unpacked = file.string() + ".png";
    if (fs::is_regular_file(unpacked, error)) return unpacked;
    return Failure{file.string() + ": is no longer there"};
}

}  // namespace sigscope
