// The plane that a path spans: where points lie in it, and which points it is made of.

#include "engine/paths/path_plane.h"

#include <cmath>

#include "engine/error.h"
#include "engine/methods/method_registry.h"
#include "engine/paths/straight_path.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using paths::PathPlane;
using paths::PlanePosition;

namespace {

/// γ(α) = x′ + αΔ + sin(πα) · bend, which leaves its plane by sin(2πα) · lift.
class BentPath final : public paths::Path {
public:
    BentPath(at::Tensor baseline, at::Tensor delta, at::Tensor bend, at::Tensor lift)
        : m_baseline(std::move(baseline)),
          m_delta(std::move(delta)),
          m_bend(std::move(bend)),
          m_lift(std::move(lift)) {}

    [[nodiscard]] at::Tensor points(const std::vector<double>& alphas) const override {
        std::vector<at::Tensor> points;
        for (const double alpha : alphas)
            points.push_back(m_baseline + alpha * m_delta + std::sin(M_PI * alpha) * m_bend +
                             std::sin(2 * M_PI * alpha) * m_lift);
        return at::stack(points);
    }
    [[nodiscard]] std::shared_ptr<const paths::PathSampler> sampler() const override { return {}; }

private:
    at::Tensor m_baseline, m_delta, m_bend, m_lift;
};

/// [3, 1, 1], float64.
at::Tensor vectorOf(double a, double b, double c) {
    return at::tensor({a, b, c}, at::kDouble).view({3, 1, 1});
}

std::vector<double> quarters() {
    return {0, 0.25, 0.5, 0.75, 1};
}

}  // namespace

TEST_CASE("path plane: positions are shares of the length from x′ to x", "[quick]") {
    const at::Tensor baseline = vectorOf(1, 1, 1);
    const at::Tensor delta = vectorOf(2, 0, 0);
    const BentPath path(baseline, delta, vectorOf(0, 1, 0), vectorOf(0, 0, 0.25));
    const std::vector<double> alphas = quarters();
    const PathPlane plane(baseline, baseline + delta, path, alphas);
    // sin² is largest in the middle, where the path is in the plane of its bend exactly.
    CHECK(plane.farthestAlpha() == 0.5);
    const std::vector<PlanePosition> positions = plane.positions(path, alphas);
    for (std::size_t k = 0; k < alphas.size(); ++k) {
        CHECK(positions[k].along == Approx(alphas[k]).margin(1e-12));
        CHECK(positions[k].aside == Approx(std::sin(M_PI * alphas[k]) / 2).margin(1e-12));
        CHECK(positions[k].distance ==
              Approx(std::abs(std::sin(2 * M_PI * alphas[k])) / 8).margin(1e-12));
    }
}

TEST_CASE("path plane: its points are those that lie where they were asked for", "[quick]") {
    const Problem problem = smallProblem({});
    const methods::MethodRegistry registry = methods::builtInMethods();
    const auto path = registry.find("sig").path(problem, {}, nullptr);
    const PathPlane plane(problem.baseline, problem.input, *path, quarters());
    const at::Tensor ends = plane.points({0, 1}, {0, 0});
    CHECK(at::allclose(ends[0], problem.baseline));
    CHECK(at::allclose(ends[1], problem.input));
    const PlanePosition farthest = plane.positions(*path, {plane.farthestAlpha()}).front();
    CHECK(farthest.distance < 1e-9);
    CHECK(farthest.aside > 0);
    CHECK(at::allclose(plane.points({farthest.along}, {farthest.aside}),
                       path->points({plane.farthestAlpha()})));
    CHECK(ends.dtype() == problem.input.dtype());
}

TEST_CASE("path plane: a straight path spans none, nor does a picture that is the baseline",
          "[quick]") {
    const Problem problem = smallProblem({.dtype = c10::kFloat});
    const paths::StraightPath straight(problem.baseline, problem.input);
    CHECK_THROWS_WITH(PathPlane(problem.baseline, problem.input, straight, quarters()),
                      Catch::Contains("spans no plane"));
    CHECK_THROWS_WITH(PathPlane(problem.input, problem.input, straight, quarters()),
                      Catch::Contains("the picture is the baseline"));
}

TEST_CASE("path plane: methods whose path is known beforehand say so", "[quick]") {
    const methods::MethodRegistry registry = methods::builtInMethods();
    CHECK(registry.find("sig").path);
    CHECK(registry.find("big").path);
    CHECK_FALSE(registry.find("gig").path);
}
