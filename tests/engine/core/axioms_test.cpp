// The axioms of path attributions (docs/theory/paths.md#path-methods; Sundararajan et al., 2017) as
// properties of random networks in float64, so that what remains is the rule's own error.

#include "engine/paths/spectral/spectral_path.h"
#include "engine/problem/gradients.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

double gapOf(const Problem& problem, const std::string& method, std::int64_t steps) {
    const auto attribution = runMethod(problem, method, {{"steps", steps}});
    const std::vector<double> f =
        evaluateValues(problem, at::stack({problem.baseline, problem.input}));
    return std::abs(f[1] - f[0] - attribution.map.sum().item<double>());
}

}  // namespace

TEST_CASE("axioms: completeness holds better with more nodes", "[quick]") {
    for (const std::uint64_t seed : {1, 2, 3})
        for (const char* method : {"ig", "sig"}) {
            const Problem problem = smallProblem({.seed = seed});
            const double coarse = gapOf(problem, method, 17);
            const double fine = gapOf(problem, method, 1025);
            INFO(method << ", seed " << seed << ": " << coarse << " then " << fine);
            // ReLU networks are piecewise smooth: the trapezoid's gap shrinks at least linearly.
            // 64 times as many nodes must leave less than a sixteenth, or nothing at all.
            CHECK(fine < std::max(coarse / 16, 1e-6));
            CHECK(fine < 1e-3);
        }
}

TEST_CASE("axioms: a pixel that the network does not use gets nothing", "[quick]") {
    at::Tensor mask = at::ones({16, 16}, at::kDouble);
    mask[3][5] = 0;
    mask[15][0] = 0;
    const Problem problem = smallProblem({.seed = 4, .mask = mask});
    for (const char* method : {"gradient-x-input", "ig", "sig"}) {
        const auto attribution = runMethod(problem, method, {});
        const at::Tensor unused = attribution.map.masked_select(mask.eq(0).unsqueeze(0));
        CHECK(unused.numel() == 6);
        CHECK(unused.abs().max().item<double>() == 0);
        CHECK(attribution.map.abs().max().item<double>() > 0);
    }
}

TEST_CASE("axioms: SIG commutes with flips and quarter turns of an invariant network", "[quick]") {
    const Problem problem = smallProblem({.seed = 5, .symmetry = Symmetry::Square});
    const at::Tensor map = runMethod(problem, "sig", {}).map;
    const auto check = [&](const char* what, const auto& transform) {
        Problem moved = problem;
        moved.input = transform(problem.input).contiguous();
        moved.baseline = transform(problem.baseline).contiguous();
        INFO(what);
        // The singular vectors of the moved picture are computed anew: float64 rounding remains.
        CHECK(relativeError(runMethod(moved, "sig", {}).map, transform(map)) < 1e-9);
    };
    check("flip", [](const at::Tensor& x) { return x.flip(2); });
    check("upside down", [](const at::Tensor& x) { return x.flip(1); });
    check("quarter turn", [](const at::Tensor& x) { return at::rot90(x, 1, {1, 2}); });
    check("half turn", [](const at::Tensor& x) { return at::rot90(x, 2, {1, 2}); });
}

TEST_CASE("axioms: SIG with overlap 1 is IG", "[quick]") {
    for (const char* rule : {"trapezoid", "reference"}) {
        const Problem problem = smallProblem({.seed = 6});
        const ParameterValues common{{"steps", std::int64_t{50}}, {"rule", std::string(rule)}};
        ParameterValues spectral = common;
        spectral["overlap"] = 1.0;
        // The sum of all components is Δ up to float64 rounding.
        CHECK(relativeError(runMethod(problem, "sig", spectral).map,
                            runMethod(problem, "ig", common).map) < 1e-11);
    }
}

TEST_CASE("axioms: the singular components sum to the difference", "[quick]") {
    const at::Tensor delta = smallProblem({.seed = 7}).delta();
    const paths::SingularComponents components = paths::decompose(delta);
    CHECK(relativeError(at::bmm(components.left, components.right), delta) < 1e-13);
    CHECK(components.strengths.slice(1, 0, 1).eq(1).all().item<bool>());
    CHECK(components.strengths.diff().le(0).all().item<bool>());
}

TEST_CASE("axioms: a baseline equal to the input gives a map of zeros", "[quick]") {
    Problem problem = smallProblem({.seed = 8});
    problem.baseline = problem.input.clone();
    for (const char* method : {"gradient-x-input", "ig", "sig"})
        CHECK(runMethod(problem, method, {}).map.abs().max().item<double>() == 0);
}
