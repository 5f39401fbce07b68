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
    return {8, 4, std::vector<std::uint8_t>(8 * 4 * 3)};
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
    const Image other{9, 4, std::vector<std::uint8_t>(9 * 4 * 3)};
    CHECK_THROWS_WITH(placedObject({{}, file}, other, seen, 8, 8),
                      Catch::Contains("a mask is as large as its picture, 9×4"));
}
