#include "engine/metrics/infidelity.h"

#include "engine/metrics/sensitivity_n.h"
#include "tests/engine/metrics/linear_network.h"
#include "tests/engine/metrics/tiny2.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

struct LinearCase {
    Problem problem;
    at::Tensor gradient;  ///< Of the logit.
};

LinearCase linearCase() {
    const Problem problem = smallProblem({.seed = 9});
    const std::int64_t size = problem.input.numel();
    const at::Tensor weights = at::linspace(-1, 1, 2 * size, at::kDouble).view({2, size}).sin();
    return {linearProblem(problem, weights), weights[1].view(problem.input.sizes())};
}

}  // namespace

TEST_CASE("golden.infidelity: as captum, of given perturbations", "[quick]") {
    for (const golden::Tiny2& golden : golden::tiny2Goldens()) {
        INFO(golden.file);
        const auto measured = metrics::infidelity(golden.problem, golden["map.ig.prob"],
                                                  golden["infidelity.perturbation"]);
        CHECK(measured.asGiven ==
              Approx(golden["infidelity.ig.prob/value"].item<double>()).epsilon(1e-8));
        CHECK(measured.scaled <= measured.asGiven);
    }
}

TEST_CASE("golden.sensitivity_n: correlations of given sets of pixels", "[quick]") {
    for (const golden::Tiny2& golden : golden::tiny2Goldens()) {
        const std::vector<double> wanted =
            golden::numbersOf(golden["sensitivity_n.ig.prob/correlation"]);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            INFO(golden.file << ": " << i);
            const auto correlation = metrics::sensitivityN(
                golden.problem, golden["map.ig.prob"],
                golden["sensitivity_n.subsets"][static_cast<std::int64_t>(i)]);
            CHECK(correlation.value() == Approx(wanted[i]).epsilon(1e-8));
        }
    }
}

TEST_CASE("infidelity: nothing of a linear model's gradient, whose factor is found", "[quick]") {
    const auto [problem, gradient] = linearCase();
    const at::Tensor perturbations = metrics::drawPerturbations(0, 20, problem.input, 0.2);
    CHECK(perturbations.std().item<double>() == Approx(0.2).epsilon(0.02));
    CHECK(metrics::infidelity(problem, gradient, perturbations).asGiven < 1e-20);
    const auto tripled = metrics::infidelity(problem, 3 * gradient, perturbations);
    CHECK(tripled.asGiven > 1);
    CHECK(tripled.scaled < 1e-20);
    CHECK(tripled.factor == Approx(1.0 / 3));
    CHECK_THROWS_WITH(metrics::infidelity(problem, gradient.slice(0, 0, 1), perturbations),
                      Catch::Matchers::Contains("each channel"));
}

TEST_CASE("infidelity: one value for each pixel is shared out among its channels", "[quick]") {
    const Problem problem = smallProblem({.seed = 9});
    const std::int64_t size = problem.input.numel();
    // A logit that weighs the three channels of a pixel alike, in the sum of which S is.
    const at::Tensor pixels = at::linspace(-1, 1, size / 3, at::kDouble).sin().view({1, 16, 16});
    const at::Tensor weights = pixels.expand({3, -1, -1}).reshape({1, size}).repeat({2, 1});
    const at::Tensor map = 3 * pixels.expand({3, -1, -1});
    const at::Tensor perturbations = metrics::drawPerturbations(0, 20, problem.input, 0.2);
    CHECK(metrics::infidelity(linearProblem(problem, weights), map, perturbations).asGiven < 1e-20);
}

TEST_CASE("sensitivity-n: 1 of a linear model's exact map, -1 of its opposite", "[quick]") {
    const auto [problem, gradient] = linearCase();
    const at::Tensor exact = gradient * problem.delta();
    for (const std::int64_t size : {1, 40, 200}) {
        const at::Tensor subsets = metrics::drawSubsets(0, 12, size, 16, 16);
        CHECK(at::equal(subsets.sum({1, 2}), at::full({12}, size, at::kLong)));
        CHECK(metrics::sensitivityN(problem, exact, subsets).value() == Approx(1).epsilon(1e-9));
        CHECK(metrics::sensitivityN(problem, -exact, subsets).value() == Approx(-1).epsilon(1e-9));
        CHECK_FALSE(metrics::sensitivityN(problem, at::zeros_like(exact), subsets));
        // As many pixels of one value, summed in another order.
        CHECK_FALSE(metrics::sensitivityN(problem, at::full_like(exact, 0.1), subsets));
    }
}

TEST_CASE("sensitivity-n: sizes go from 1 to 0.8·HW, each once", "[quick]") {
    CHECK(metrics::subsetSizes(3, 1000) == std::vector<std::int64_t>{1, 28, 800});
    CHECK(metrics::subsetSizes(9, 4) == std::vector<std::int64_t>{1, 2, 3});
}
