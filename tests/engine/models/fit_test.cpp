// How a picture of other proportions gets the size of a model's input.
#include "engine/error.h"
#include "engine/models/preprocessing.h"
#include "engine/models/preprocessing_parameters.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;
using Catch::Contains;

namespace {

Image flat(int width, int height) {
    return {width, height,
            std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 3, 90)};
}

ParameterValue name(const char* text) {
    return std::string(text);
}

}  // namespace

TEST_CASE("fit: the longer side is truncated, and half a pixel goes to the even side", "[quick]") {
    // 451 × 300 becomes 384.85 × 256: 384 wide, so that the crop begins at (384 − 224) / 2.
    const Crop crop = resizeAndCrop(flat(451, 300), Preprocessing(), "");
    CHECK(crop.region.x == Approx(80 * 451.0 / 384));
    CHECK(crop.region.width == Approx(224 * 451.0 / 384));
    // 229 and 231 are 5 and 7 more than 224: 2.5 becomes 2, 3.5 becomes 4.
    Preprocessing close;
    close.resize = 229;
    CHECK(resizeAndCrop(flat(229, 229), close, "").region.x == 2);
    close.resize = 231;
    CHECK(resizeAndCrop(flat(231, 231), close, "").region.y == 4);
}

TEST_CASE("fit: squashed, all of the picture is seen, whatever its proportions", "[quick]") {
    Preprocessing squashed;
    squashed.inputSize = {224, 320};
    squashed.fit = Fit::Squash;
    const Crop crop = resizeAndCrop(flat(300, 900), squashed, "");
    CHECK(crop.image == flat(320, 224));
    CHECK(crop.region.x == 0);
    CHECK(crop.region.y == 0);
    CHECK(crop.region.width == Approx(300));
    CHECK(crop.region.height == Approx(900));
    // As elongated as it may be: nothing large is made of it.
    CHECK(resizeAndCrop(flat(1, 9000), squashed, "").image == flat(320, 224));
}

TEST_CASE("fit: a crop that a picture has no room for is refused with the remedy", "[quick]") {
    Preprocessing wide;
    wide.inputSize = {224, 320};
    CHECK(resizeAndCrop(flat(450, 300), wide, "").image == flat(320, 224));
    CHECK_THROWS_WITH(resizeAndCrop(flat(300, 450), wide, "cat.png"),
                      Contains("cat.png: resized it is 256 wide and 384 high") &&
                          Contains("320 wide and 224 high") && Contains("--resize") &&
                          Contains("--fit squash"));
}

TEST_CASE("fit: sizes are written as height and width", "[quick]") {
    const Preprocessing wide = withValues({}, {{"input-size", name("224x320")}});
    CHECK(wide.inputSize == PictureSize{224, 320});
    CHECK(toText(valuesOf(wide).at("input-size")) == "224x320");
    const Preprocessing square = withValues({}, {{"input-size", name("240x240")}});
    CHECK(valuesOf(square).at("input-size") == ParameterValue(std::int64_t{240}));
    for (const char* none : {"224x", "x320", "224x320x3", "224 320", "8x320", "-224"})
        CHECK_THROWS_WITH(withValues({}, {{"input-size", name(none)}}),
                          Contains("is not a size from 16 to 2048: one number, or HEIGHTxWIDTH"));
    CHECK_THROWS_WITH(withValues({}, {{"input-size", name("300x400")}}),
                      Contains("resize: 256 is less than input-size, 300x400"));
}

TEST_CASE("fit: a resize beside squash is refused unless it says the same", "[quick]") {
    const ParameterValues squash{{"fit", name("squash")}};
    const Preprocessing squashed = withValues({}, squash);
    CHECK_FALSE(valuesOf(squashed).contains("resize"));
    CHECK(withValues({}, valuesOf(squashed)) == squashed);
    ParameterValues both = squash;
    both["resize"] = std::int64_t{224};
    CHECK_NOTHROW(withValues({}, both));
    both["resize"] = std::int64_t{256};
    CHECK_THROWS_WITH(withValues({}, both), Contains("resize: 256 has no place beside fit squash"));
}
