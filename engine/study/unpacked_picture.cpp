#include "engine/study/unpacked_picture.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <stdexcept>
#include <utility>

#include "engine/api/whole_file.h"
#include "engine/study/cifar10.h"

namespace sigscope::study {

namespace {

std::vector<std::uint8_t> pngOf(Image image) {
    // OpenCV has blue first.
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += 3)
        std::swap(image.pixels[i], image.pixels[i + 2]);
    std::vector<std::uint8_t> png;
    cv::imencode(".png", cv::Mat(image.height, image.width, CV_8UC3, image.pixels.data()), png);
    return png;
}

}  // namespace

std::filesystem::path unpackedPicture(const LabelledPicture& picture,
                                      const std::filesystem::path& folder) {
    if (!picture.record) return picture.file;
    std::filesystem::path file = folder / (picture.name + ".png");
    if (std::filesystem::exists(file)) return file;
    const std::vector<std::uint8_t> png = pngOf(readCifarPicture(picture.file, *picture.record));
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error)
        throw std::runtime_error(file.parent_path().string() +
                                 ": cannot be made: " + error.message());
    const auto written =
        writeWholeFile(file, {reinterpret_cast<const char*>(png.data()), png.size()});
    if (!written) throw std::runtime_error(written.error());
    return file;
}

}  // namespace sigscope::study
