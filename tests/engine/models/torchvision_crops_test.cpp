// Crops beside those that torchvision itself made: tests/data/preprocessing/make.py.
#include <cmath>
#include <filesystem>
#include <regex>

#include "engine/io/image_file.h"
#include "engine/models/preprocessing.h"
#include "tests/support/torch_catch.h"

namespace fs = std::filesystem;
using namespace sigscope::models;

namespace {

fs::path folder() {
    return SIGSCOPE_TEST_DATA "/preprocessing";
}

/// How a crop was made, by its file's name: crop-256-224x320-bilinear, squash-224x320-bicubic.
Preprocessing preprocessingOf(const std::string& name) {
    static const std::regex form("(crop-([0-9]+)|squash)-([0-9]+)x([0-9]+)-(bicubic|bilinear)");
    std::smatch parts;
    REQUIRE(std::regex_match(name, parts, form));
    Preprocessing preprocessing;
    preprocessing.inputSize = {std::stoi(parts[3]), std::stoi(parts[4])};
    preprocessing.fit = parts[2].matched ? Fit::Crop : Fit::Squash;
    if (parts[2].matched) preprocessing.resize = std::stoi(parts[2]);
    preprocessing.interpolation =
        parts[5] == "bicubic" ? Interpolation::Bicubic : Interpolation::Bilinear;
    return preprocessing;
}

}  // namespace

TEST_CASE("preprocessing: crops are those of torchvision's weights, to the last bit", "[quick]") {
    const sigscope::Image source = sigscope::io::readImage(folder() / "source.png");
    int compared = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
        const std::string name = entry.path().stem().string();
        if (entry.path().extension() != ".png" || name == "source") continue;
        INFO(name);
        const Crop crop = resizeAndCrop(source, preprocessingOf(name), name);
        const at::Tensor wanted = toRaw(sigscope::io::readImage(entry.path()));
        const at::Tensor raw = toRaw(crop.image);
        REQUIRE(raw.sizes() == wanted.sizes());
        // Pillow's arithmetic, to the last bit.
        CHECK(std::lround((raw - wanted).abs().max().item<double>() * 255) == 0);
        ++compared;
    }
    // 27 of the weights, and 8 that are no squares or squashed.
    CHECK(compared == 35);
}
