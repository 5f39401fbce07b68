#include <limits>

#include "engine/baselines/impulse_blur.h"
#include "engine/metrics/insertion_deletion.h"
#include "engine/problem/named_stream.h"
#include "tests/engine/metrics/tiny2.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using golden::relativeDifference;

namespace {

void compareCurve(const golden::Tiny2& golden, const std::string& entry,
                  const metrics::PixelCurve& curve) {
    INFO(golden.file << ": " << entry);
    CHECK(relativeDifference(curve.scores.probability, golden[entry + "/scores"]) <= 1e-8);
    CHECK(relativeDifference({curve.area()}, golden[entry + "/auc"]) <= 1e-8);
}

}  // namespace

TEST_CASE("golden.curve: insertion and deletion as the published program", "[quick]") {
    constexpr std::int64_t step = 32;
    int compared = 0;
    const auto goldens = golden::tiny2Goldens();
    for (const golden::Tiny2& golden : goldens) {
        CHECK(relativeError(baselines::impulseBlur(golden["input"]), golden["curve.blurred"]) <=
              1e-8);
        for (const std::string map : {"ig.prob", "sig.prob"}) {
            const at::Tensor s =
                metrics::summarise(golden["map." + map], metrics::Summary::SumOfMagnitudes);
            compareCurve(golden, "curve." + map + ".deletion",
                         metrics::deletionCurve(golden.problem, golden.label, s, step));
            compareCurve(golden, "curve." + map + ".insertion",
                         metrics::insertionCurve(golden.problem, golden.label, s, step));
            ++compared;
        }
    }
    CHECK((compared > 0 || goldens.empty()));
}

TEST_CASE("curve: begins at one picture and ends at the other, the last step shorter", "[quick]") {
    const Problem problem = smallProblem({.seed = 8});
    const at::Tensor map = NamedStream("test/0/map/0").uniforms(256).view({16, 16});
    const auto curve = metrics::deletionCurve(problem, 2, map, 100);
    REQUIRE(curve.share.size() == 4);  // 0, 100, 200 and 256 pixels.
    CHECK(curve.share == std::vector{0.0, 100 / 256.0, 200 / 256.0, 1.0});
    const auto ends = metrics::scoresOf(*problem.classifier, 2,
                                        at::stack({problem.input, at::zeros_like(problem.input)}));
    // The size of a batch decides the last bits.
    CHECK(curve.scores.probability.front() == Approx(ends.probability[0]).epsilon(1e-12));
    CHECK(curve.scores.probability.back() == Approx(ends.probability[1]).epsilon(1e-12));
}

TEST_CASE("curve: the area is that of trapezoids", "[quick]") {
    metrics::PixelCurve curve;
    curve.scores.probability = {1, 0.5, 0.25};
    CHECK(curve.area() == Approx((0.75 + 0.375) / 2));
}

TEST_CASE("curve: of equal pixels the first goes first", "[quick]") {
    const at::Tensor map = at::tensor({1.0, 3.0, 3.0, 2.0, 3.0}, at::kDouble).view({1, 5});
    CHECK(at::equal(metrics::descendingOrder(map), at::tensor({1, 2, 4, 3, 0}, at::kLong)));
}

TEST_CASE("curve: the order of pixels is that of a stable sort", "[quick]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    // Rounded, so that many are equal.
    at::Tensor map = (NamedStream("test/0/map/1").normals(4000) * 50).round() / 50;
    map.slice(0, 0, 8).copy_(
        at::tensor({0.0, -0.0, nan, infinite, -infinite, 5e-324, -5e-324, 0.0}, at::kDouble));
    for (const auto dtype : {at::kDouble, at::kFloat})
        CHECK(at::equal(metrics::descendingOrder(map.to(dtype).view({40, 100})),
                        map.to(dtype).argsort(/*stable=*/true, 0, /*descending=*/true)));
}

TEST_CASE("curve: a map that is right has the best areas", "[quick]") {
    at::Tensor middle = at::zeros({16, 16}, at::kDouble);
    middle.slice(0, 5, 11).slice(1, 5, 11).fill_(1);
    Problem problem = smallProblem({.seed = 3, .mask = middle});
    const at::Tensor zero = at::zeros_like(problem.input);
    // The class whose probability the picture raises most: all of it comes from the middle.
    const at::Tensor logits =
        problem.classifier->network->logits(at::stack({problem.input, zero})).softmax(1);
    const int label = (logits[0] - logits[1]).argmax().item<int>();
    const auto areas = [&](const at::Tensor& map) {
        return std::pair(metrics::deletionCurve(problem, label, map, 16).area(),
                         metrics::insertionCurve(problem, label, map, 16).area());
    };
    const auto [deletion, insertion] = areas(middle);
    const auto [worstDeletion, worstInsertion] = areas(1 - middle);
    CHECK(deletion < worstDeletion);
    CHECK(insertion > worstInsertion);
}
