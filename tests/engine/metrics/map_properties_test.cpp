#include "engine/metrics/map_properties.h"

#include <utility>

#include "engine/metrics/diffid.h"
#include "engine/metrics/rounding_stability.h"
#include "engine/problem/gradients.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

TEST_CASE("gini: 0 where all are equal, 1 − 1/d where one has all", "[quick]") {
    CHECK(metrics::giniIndex(at::full({4, 5}, -2.0, at::kDouble)).value() ==
          Approx(0).margin(1e-12));
    at::Tensor single = at::zeros({4, 5}, at::kDouble);
    single[2][3].fill_(7);
    CHECK(metrics::giniIndex(single).value() == Approx(1 - 1.0 / 20));
    CHECK_FALSE(metrics::giniIndex(at::zeros({4, 5}, at::kDouble)));
    // Of 1 and 3: 1 − 2(1/4 · 1.5/2 + 3/4 · 0.5/2).
    CHECK(metrics::giniIndex(at::tensor({3.0, 1.0}, at::kDouble).view({1, 2})).value() ==
          Approx(0.25));
}

TEST_CASE("completeness gap: the share of f's change that a map misses", "[quick]") {
    const Problem problem = smallProblem({.seed = 7});
    const auto f = evaluateValues(problem, at::stack({problem.input, problem.baseline}));
    at::Tensor map = at::zeros_like(problem.input);
    map[1][2][3].fill_(f[0] - f[1]);
    CHECK(metrics::completenessGap(problem, map).value() == Approx(0).margin(1e-9));
    CHECK(metrics::completenessGap(problem, 0.75 * map).value() == Approx(0.25));
    Problem still = problem;
    still.baseline = problem.input;
    CHECK_FALSE(metrics::completenessGap(still, map));
}

TEST_CASE("completeness gap: one value for each pixel counts once", "[quick]") {
    const Problem problem = smallProblem({.seed = 7});
    const auto f = evaluateValues(problem, at::stack({problem.input, problem.baseline}));
    at::Tensor map = at::zeros_like(problem.input);
    map.select(1, 2).select(1, 3).fill_(f[0] - f[1]);
    CHECK(metrics::completenessGap(problem, map).value() == Approx(0).margin(1e-9));
}

TEST_CASE("rounding stability: 1 of a smooth map, less of one that rounding decides", "[quick]") {
    const Problem problem = smallProblem({.seed = 7});
    const at::Tensor noise =
        1e-6 * at::linspace(-1, 1, problem.input.numel(), at::kDouble).view(problem.input.sizes());
    const auto smooth = [](const Problem& asked) { return asked.input.sin(); };
    CHECK(metrics::roundingStability(problem, smooth(problem), smooth, noise).value() ==
          Approx(1).epsilon(1e-9));
    const auto rough = [](const Problem& asked) { return (asked.input * 1e9).sin(); };
    CHECK(metrics::roundingStability(problem, rough(problem), rough, noise).value() < 0.5);
}

TEST_CASE("rounding stability: other micro-batches ask the same, a few points at a time",
          "[quick]") {
    int evaluations = 0;
    const Problem problem = smallProblem({.seed = 7, .beforeEvaluation = [&] { ++evaluations; }});
    const auto attribute = [](const Problem& asked) {
        return runMethod(asked, "ig", {{"steps", std::int64_t{8}}}).map;
    };
    const at::Tensor map = attribute(problem);
    const int before = std::exchange(evaluations, 0);
    const auto stability = metrics::microBatchStability(problem, map, attribute, 3);
    CHECK(evaluations > before);
    // In float64 nothing is left of the rounding.
    CHECK(stability.value() == Approx(1).epsilon(1e-12));
}

TEST_CASE("diffid: fills take the place of what was replaced", "[quick]") {
    Problem problem = smallProblem({.seed = 5});
    // The class that the picture raises most over nothing: it is lost with the picture.
    const at::Tensor probabilities =
        problem.classifier->network
            ->logits(at::stack({problem.input, at::zeros_like(problem.input)}))
            .softmax(1);
    problem.objective.target = (probabilities[0] - probabilities[1]).argmax().item<int>();
    const at::Tensor map = runMethod(problem, "ig", {}).map;
    const auto deletion = [&](metrics::Fill fill) {
        return metrics::diffId(problem, map, metrics::Score::Soft, {0.5}, fill).deletion.front();
    };
    // What is kept has another mean than zero, and a blur is no constant.
    CHECK(deletion(metrics::Fill::Zero) < 1);
    CHECK(deletion(metrics::Fill::Zero) != deletion(metrics::Fill::KeptMean));
    CHECK(deletion(metrics::Fill::Blur) != deletion(metrics::Fill::Zero));
    problem.input = at::zeros_like(problem.input);
    CHECK(deletion(metrics::Fill::Zero) == Approx(1));
    CHECK(deletion(metrics::Fill::Blur) == Approx(1));
}
