#include "engine/integration/parametrisation.h"

#include "engine/paths/spectral/spectral_path.h"
#include "engine/paths/straight_path.h"
#include "engine/problem/array_tensor.h"
#include "engine/problem/gradients.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using integration::Parametrisation;
using integration::Rule;

namespace {

paths::SpectralPath spectralPath(const Problem& problem, double overlap) {
    return {problem.baseline, problem.input, paths::decompose(problem.delta()), overlap};
}

}  // namespace

TEST_CASE("course: a path that starts at the baseline is followed as it is", "[quick]") {
    const Problem problem = smallProblem({.seed = 11});
    const paths::SpectralPath path = spectralPath(problem, 0.4);
    const Parametrisation parametrisation(path, problem.baseline, Rule::Trapezoid);
    const std::vector<double> positions{0, 0.25, 0.5, 1};
    CHECK(at::equal(parametrisation.points(positions), path.points(positions)));
    CHECK(at::equal(parametrisation.points({0}).select(0, 0), problem.baseline));
    CHECK(at::equal(parametrisation.points({1}).select(0, 0), problem.input));
    CHECK(parametrisation.alphaAt(0.25) == 0.25);
}

TEST_CASE("course: a truncated SVD is entered along the chord from the baseline", "[quick]") {
    const Problem problem = smallProblem({.seed = 12});
    const paths::SpectralPath path = spectralPath(problem, 0);
    const at::Tensor start = path.points({0}).select(0, 0);
    REQUIRE_FALSE(at::equal(start, problem.baseline));
    const Parametrisation parametrisation(path, problem.baseline, Rule::Trapezoid);
    const at::Tensor points = parametrisation.points({0, 0.25, 0.5, 1});
    CHECK(at::equal(points[0], problem.baseline));
    CHECK(at::allclose(points[1], (problem.baseline + start) / 2));
    CHECK(at::equal(points[2], start));
    CHECK(at::equal(points[3], problem.input));
    CHECK(parametrisation.alphaAt(0.25) == 0);
    CHECK(parametrisation.alphaAt(0.75) == 0.5);

    // The published rule starts at γ(0) and leaves the jump out.
    const Parametrisation reference(path, problem.baseline, Rule::Reference);
    CHECK(at::equal(reference.points({0}).select(0, 0), start));
}

TEST_CASE("course: a jump is integrated under the default rule and shown under the reference rule",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 13});
    const std::vector<double> f =
        evaluateValues(problem, at::stack({problem.baseline, problem.input}));
    const auto sumOf = [&](const char* rule) {
        const auto attribution = runMethod(
            problem, "sig",
            {{"overlap", 0.0}, {"steps", std::int64_t{1025}}, {"rule", std::string(rule)}});
        return attribution.map.sum().item<double>();
    };
    // Components switch on one by one; each of the 48 is integrated over its chord's two ends only,
    // which on this network leaves a few percent.
    CHECK(std::abs(f[1] - f[0] - sumOf("trapezoid")) < 0.1 * std::abs(f[1] - f[0]));
    const double firstJump =
        evaluateValues(problem, spectralPath(problem, 0).points({0})).front() - f[0];
    REQUIRE(std::abs(firstJump) > 1e-3);
    CHECK(std::abs(f[1] - f[0] - sumOf("reference")) > 0.1 * std::abs(firstJump));
}

TEST_CASE("course: below 2^-12 a path that jumps is replaced by the chord", "[quick]") {
    const Problem problem = smallProblem({.seed = 14});
    // Starts at the baseline, but each component needs a 24th of the shortest step only.
    const paths::SpectralPath path = spectralPath(problem, 1e-5);
    const Parametrisation parametrisation(path, problem.baseline, Rule::Trapezoid);
    const double from = 1000.0 / 4096;
    const double to = 1001.0 / 4096;
    const at::Tensor ends = path.points({from, to});
    CHECK(at::allclose(parametrisation.points({(from + to) / 2})[0], (ends[0] + ends[1]) / 2, 1e-12,
                       1e-14));

    const paths::SpectralPath smooth = spectralPath(problem, 0.4);
    const Parametrisation followed(smooth, problem.baseline, Rule::Trapezoid);
    CHECK(at::equal(followed.points({1.0 / 3}), smooth.points({1.0 / 3})));
}

TEST_CASE("course: the window's sampler follows the same points", "[quick]") {
    const Problem problem = smallProblem({.seed = 15});
    const paths::StraightPath straight(problem.baseline, problem.input);
    const paths::SpectralPath spectral = spectralPath(problem, 0.4);
    const paths::SpectralPath truncated = spectralPath(problem, 0);
    for (const paths::Path* path :
         {static_cast<const paths::Path*>(&straight), static_cast<const paths::Path*>(&spectral),
          static_cast<const paths::Path*>(&truncated)}) {
        const Parametrisation parametrisation(*path, problem.baseline, Rule::Trapezoid);
        const auto sampler = parametrisation.sampler();
        for (const double position : {0.0, 0.125, 0.3, 0.5, 0.77, 1.0}) {
            const Array exact = toArray(parametrisation.points({position}).select(0, 0));
            const Array sampled = sampler->point(position);
            double largest = 0;
            for (std::size_t i = 0; i < exact.values.size(); ++i)
                largest = std::max(largest,
                                   std::abs(double{exact.values[i]} - double{sampled.values[i]}));
            // float32 sums of at most 16 products of values of order 1.
            CHECK(largest < 1e-5);
        }
    }
}
