#include "tests/support/torch_catch.h"

#include <cmath>
#include <cstdlib>

#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/models/classifier.h"
#include "tests/support/golden.h"

namespace fs = std::filesystem;
namespace golden = sigscope::golden;
namespace models = sigscope::models;
using Catch::Contains;
using sigscope::Image;

namespace {

models::Preprocessing lite0() {
    models::Preprocessing preprocessing;
    preprocessing.mean.fill(127.0 / 255);
    preprocessing.std.fill(128.0 / 255);
    preprocessing.interpolation = models::Interpolation::Bicubic;
    return preprocessing;
}

/// The photograph that a golden was made from, where it is among the samples.
fs::path sampleOf(const fs::path& file) {
    const char* resources = std::getenv("SIGSCOPE_RESOURCES");
    REQUIRE(resources);
    const fs::path stem = fs::path(resources) / "samples" / golden::nameOf(file);
    const fs::path photograph = stem.string() + ".jpg";
    return fs::exists(photograph) ? photograph : fs::path(stem.string() + ".png");
}

Image flat(int width, int height, std::uint8_t value) {
    return {width, height,
            std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 3, value)};
}

}  // namespace

TEST_CASE("golden.lite0 crop: the sample becomes the reference's crop and input", "[quick]") {
    int compared = 0;
    for (const fs::path& file : golden::files(golden::Kind::Lite0)) {
        const fs::path sample = sampleOf(file);
        if (!fs::exists(sample)) continue;
        INFO(file.filename().string());
        const models::Crop crop =
            models::resizeAndCrop(sigscope::io::readImage(sample), lite0(), "sample");
        const fs::path reference = file.parent_path() / (file.stem().string() + "_crop.png");
        const at::Tensor wanted = models::toRaw(sigscope::io::readImage(reference));
        const at::Tensor raw = models::toRaw(crop.image);
        REQUIRE(raw.sizes() == wanted.sizes());
        // Pillow's arithmetic, to the last bit.
        const double error = (raw - wanted).abs().max().item<double>() * 255;
        UNSCOPED_INFO("largest difference " << error << "/255");
        CHECK(std::lround(error) == 0);
        // (crop − 127) / 128 exactly, but for the rounding of float32.
        const at::Tensor input = models::normalise(wanted, lite0());
        CHECK((input - golden::load(file).at("input")).abs().max().item<double>() < 1e-6);
        ++compared;
    }
    CHECK((compared > 0 || golden::isReplaced()));
}

TEST_CASE("preprocessing: the crop lies where it says", "[quick]") {
    const models::Crop crop = models::resizeAndCrop(flat(600, 300, 90), lite0(), "");
    REQUIRE(crop.image == flat(224, 224, 90));
    // 600 × 300 becomes 512 × 256: a factor of 300 / 256.
    const double scale = 300.0 / 256;
    CHECK(crop.region.width == Approx(224 * scale));
    CHECK(crop.region.height == Approx(224 * scale));
    CHECK(crop.region.x == Approx(144 * scale));
    CHECK(crop.region.y == Approx(16 * scale));
}

TEST_CASE("preprocessing: pictures of any size", "[quick]") {
    CHECK(models::resizeAndCrop(flat(1, 1, 7), lite0(), "").image == flat(224, 224, 7));
    CHECK(models::resizeAndCrop(flat(3, 700, 8), lite0(), "").image == flat(224, 224, 8));
    CHECK_THROWS_WITH(models::resizeAndCrop(flat(1, 9000, 9), lite0(), "line.png"),
                      Contains("line.png: ") && Contains("too elongated"));
}

TEST_CASE("preprocessing: model space and back", "[quick]") {
    const at::Tensor raw = at::rand({2, 3, 5, 4}, at::kDouble);
    const at::Tensor there = models::normalise(raw, lite0());
    CHECK(there[1][2][3][1].item<double>() ==
          Approx((raw[1][2][3][1].item<double>() * 255 - 127) / 128));
    CHECK((models::denormalise(there, lite0()) - raw).abs().max().item<double>() < 1e-15);
}
