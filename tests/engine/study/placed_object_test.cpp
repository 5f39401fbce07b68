#include "engine/study/placed_object.h"

#include <opencv2/imgcodecs.hpp>

#include "engine/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::study;
using metrics::Box;

namespace {

/// A picture of 8 × 4, of which the model sees the columns 2 … 5 as 8 × 8.
Image picture() {
    return {8, 4, std::vector<std::uint8_t>(96)};
}

constexpr Rect seen{2, 0, 4, 4};

std::vector<Box> moved(const Box& box) {
    return placedObject({{box}, {}}, picture(), seen, 8, 8).boxes;
}

}  // namespace

TEST_CASE("placed objects: boxes are scaled, rounded outwards and clipped", "[quick]") {
    CHECK((moved({3, 1, 5, 3}) == std::vector<Box>{{2, 2, 6, 6}}));
    CHECK((moved({0, 0, 8, 4}) == std::vector<Box>{{0, 0, 8, 8}}));
    CHECK(moved({0, 0, 2, 4}).empty());  // Left of what is seen.
    // 3 of 4 pixels become 8: edges between pixels go outwards.
    const Rect narrow{2, 0, 3, 3};
    CHECK((placedObject({{{3, 1, 4, 2}}, {}}, picture(), narrow, 8, 8).boxes ==
           std::vector<Box>{{2, 2, 6, 6}}));
}

TEST_CASE("placed objects: a mask goes by the nearest pixel, and is as large as its picture") {
    const tests::TemporaryFolder folder;
    cv::Mat mask = cv::Mat::zeros(4, 8, CV_8U);
    mask.at<std::uint8_t>(1, 3) = 1;
    const auto file = folder.path() / "mask.png";
    REQUIRE(cv::imwrite(file.string(), mask));
    const metrics::Region region = placedObject({{}, file}, picture(), seen, 8, 8);
    at::Tensor expected = at::zeros({1, 8, 8}, at::kBool);
    expected.slice(1, 2, 4).slice(2, 2, 4).fill_(true);
    CHECK(region.masks.equal(expected));
    CHECK_FALSE(placedObject({{}, file}, picture(), {5, 0, 3, 3}, 8, 8).masks.defined());
    CHECK(placedObject({{}, file}, picture(), {0, 0, 8, 4}, 4, 8).masks.sum().item<int>() == 1);
    const Image other{9, 4, std::vector<std::uint8_t>(108)};
    CHECK_THROWS_WITH(placedObject({{}, file}, other, seen, 8, 8),
                      Catch::Contains("a mask is as large as its picture, 9×4"));
}

TEST_CASE("placed objects: a centre on the edge of two of the mask's pixels is in the second") {
    const tests::TemporaryFolder folder;
    cv::Mat mask = cv::Mat::zeros(1, 58, CV_8U);
    mask.at<std::uint8_t>(0, 29) = 1;  // 2.5 · 58 / 5, which no rounding may make less.
    const auto file = folder.path() / "mask.png";
    REQUIRE(cv::imwrite(file.string(), mask));
    const Image wide{58, 1, std::vector<std::uint8_t>(174)};
    const metrics::Region region = placedObject({{}, file}, wide, {0, 0, 58, 1}, 1, 5);
    REQUIRE(region.masks.defined());
    CHECK(region.masks.equal(at::tensor({0, 0, 1, 0, 0}).to(at::kBool).view({1, 1, 5})));
}

TEST_CASE("placed objects: each label is an object of its own, of 16 bits, too", "[quick]") {
    const tests::TemporaryFolder folder;
    cv::Mat labels = cv::Mat::zeros(4, 8, CV_16U);
    labels.at<std::uint16_t>(1, 3) = 2;  // In 8 bits both would be black.
    labels.at<std::uint16_t>(2, 4) = 1;
    labels.at<std::uint16_t>(0, 0) = 7;  // Left of what is seen.
    const auto file = folder.path() / "labels.png";
    REQUIRE(cv::imwrite(file.string(), labels));
    const metrics::Region region = placedObject({{}, {}, file}, picture(), seen, 8, 8);
    at::Tensor expected = at::zeros({2, 8, 8}, at::kBool);
    expected[0].slice(0, 4, 6).slice(1, 4, 6).fill_(true);
    expected[1].slice(0, 2, 4).slice(1, 2, 4).fill_(true);
    REQUIRE(region.masks.defined());
    CHECK(region.masks.equal(expected));
    // As a mask they are one.
    CHECK(placedObject({{}, file}, picture(), seen, 8, 8)
              .masks.equal(expected.any(0, /*keepdim=*/true)));
}

TEST_CASE("placed objects: what has more colours than there can be objects is no labels") {
    const tests::TemporaryFolder folder;
    constexpr int side = 40;
    cv::Mat photograph(side, side, CV_16U);
    for (int i = 0; i < side * side; ++i)
        photograph.at<std::uint16_t>(i / side, i % side) = static_cast<std::uint16_t>(i);
    const auto file = folder.path() / "photograph.png";
    REQUIRE(cv::imwrite(file.string(), photograph));
    const Image explained{side, side, std::vector<std::uint8_t>(std::size_t{3} * side * side)};
    CHECK_THROWS_WITH(
        placedObject({{}, {}, file}, explained, {0, 0, side, side}, side, side),
        Catch::Contains("has 1600 colours, and labels are those of at most 1000 objects"));
}
