#include <set>

#include "engine/segmentation/felzenszwalb.h"
#include "engine/segmentation/labels_within.h"
#include "engine/segmentation/renumbered.h"
#include "engine/segmentation/slic.h"
#include "tests/support/golden.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

/// The numbers in "scale100.min20".
segmentation::FelzenszwalbSettings settingsOf(const std::string& entry) {
    const std::size_t dot = entry.find(".min");
    return {.scale = std::stod(entry.substr(5, dot - 5)),
            .minSize = std::stoi(entry.substr(dot + 4))};
}

/// A quarter each of four colours, [3, side, side].
at::Tensor quarters(std::int64_t side) {
    at::Tensor picture = at::zeros({3, side, side}, at::kDouble);
    picture[0].slice(0, side / 2).fill_(1);
    picture[1].slice(1, side / 2).fill_(1);
    return picture;
}

}  // namespace

TEST_CASE("golden.felzenszwalb: segments equal scikit-image's", "[quick]") {
    for (const auto& file : golden::files(golden::Kind::Felzenszwalb)) {
        const auto arrays = golden::load(file);
        const at::Tensor picture = arrays.at("image").permute({2, 0, 1});
        int compared = 0;
        for (const auto& [entry, labels] : arrays) {
            if (!entry.starts_with("scale")) continue;
            INFO(file.filename().string() << ": " << entry);
            CHECK(at::equal(segmentation::felzenszwalb(picture, settingsOf(entry)),
                            segmentation::renumbered(labels)));
            ++compared;
        }
        CHECK(compared > 0);
    }
}

TEST_CASE("felzenszwalb: an edge separates, and nothing is smaller than it may be", "[quick]") {
    const at::Tensor picture = quarters(40);
    const at::Tensor labels = segmentation::felzenszwalb(picture, {.sigma = 0, .minSize = 30});
    CHECK(segmentation::segmentCount(labels) == 4);
    CHECK(labels[0][0].item<std::int64_t>() == 0);
    CHECK(labels.select(0, 0).slice(0, 0, 20).eq(0).all().item<bool>());
    const at::Tensor one = segmentation::felzenszwalb(picture, {.minSize = 40 * 40});
    CHECK(segmentation::segmentCount(one) == 1);
}

TEST_CASE("slic: superpixels are connected, about as many as asked for, and keep to edges",
          "[quick]") {
    const at::Tensor picture = quarters(48);
    const at::Tensor labels = segmentation::slic(picture, {.segments = 36});
    const std::int64_t count = segmentation::segmentCount(labels);
    CHECK(count >= 18);
    CHECK(count <= 72);
    // No superpixel has pixels of two colours.
    const at::Tensor colours = (picture[0] + 2 * picture[1]).to(at::kLong);
    std::set<std::int64_t> pairs;
    const at::Tensor both = (labels * 4 + colours).flatten();
    for (std::int64_t i = 0; i < both.numel(); ++i) pairs.insert(both[i].item<std::int64_t>());
    CHECK(static_cast<std::int64_t>(pairs.size()) == count);
}

TEST_CASE("slic: of few superpixels and of narrow pictures there are as many as asked for",
          "[quick]") {
    const auto countOf = [](std::int64_t height, std::int64_t width, int segments) {
        const at::Tensor flat = at::full({3, height, width}, 0.5, at::kDouble);
        return segmentation::segmentCount(segmentation::slic(flat, {.segments = segments}));
    };
    CHECK(countOf(32, 32, 2) == 2);
    CHECK(countOf(8, 400, 4) == 4);
    CHECK(countOf(400, 8, 4) == 4);
    CHECK(countOf(3, 3, 100) >= 1);
}

TEST_CASE("segments: are numbered in the order of their first pixels", "[quick]") {
    const at::Tensor labels =
        segmentation::renumbered(at::tensor({7, 7, 3, 9, 3, 7}, at::kLong).view({2, 3}));
    CHECK(at::equal(labels, at::tensor({0, 0, 1, 2, 1, 0}, at::kLong).view({2, 3})));
}

TEST_CASE("segments: labels of another size are those under the pixels' centres", "[quick]") {
    const at::Tensor labels = at::tensor({0, 1, 2}, at::kLong).view({1, 3});
    CHECK(at::equal(segmentation::resized(labels, 2, 2),
                    at::tensor({0, 2, 0, 2}, at::kLong).view({2, 2})));
    CHECK(at::equal(segmentation::resized(labels, 1, 3), labels));
    // Neither side is favoured.
    const at::Tensor many = at::arange(224, at::kLong).view({1, 224});
    const at::Tensor mirrored = segmentation::resized(many.flip(1), 1, 32).flip(1);
    CHECK(at::equal(segmentation::resized(many, 1, 32), mirrored));
}

TEST_CASE("segments: what a model sees of labels are those under its pixels' centres", "[quick]") {
    const io::LabelImage labels{4, 2, {0, 1, 2, 3, 4, 5, 6, 7}};
    const auto within = [&labels](const Rect& region, int height, int width) {
        return segmentation::labelsWithin(labels, region, height, width);
    };
    CHECK(at::equal(within({0, 0, 4, 2}, 2, 4), at::arange(8, at::kLong).view({2, 4})));
    CHECK(at::equal(within({1, 0, 2, 2}, 1, 4), at::tensor({5, 5, 6, 6}, at::kLong).view({1, 4})));
    CHECK(at::equal(within({0.5, 0, 3, 1}, 1, 3), at::tensor({1, 2, 3}, at::kLong).view({1, 3})));
    // Beyond the edge there is the edge.
    CHECK(at::equal(within({-2, 1, 8, 1}, 1, 4), at::tensor({4, 5, 7, 7}, at::kLong).view({1, 4})));
}
