// Properties of the decompositions, the gates and the blur.

#include "engine/paths/blur_path.h"
#include "engine/paths/spectral/dct_path.h"
#include "engine/paths/spectral/layered_path.h"
#include "engine/paths/spectral/layers.h"
#include "engine/paths/spectral/spectral_path.h"
#include "engine/problem/array_tensor.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using namespace sigscope::paths;

namespace {

constexpr std::array shapes{GateShape::Linear, GateShape::Cosine, GateShape::Sigmoid,
                            GateShape::Step};

/// Every path from x' to x that is made of components.
std::vector<std::unique_ptr<Path>> pathsOf(const Problem& problem, Gate gate) {
    const at::Tensor delta = problem.delta();
    const at::Tensor& from = problem.baseline;
    const at::Tensor& to = problem.input;
    std::vector<std::unique_ptr<Path>> all;
    all.push_back(std::make_unique<SpectralPath>(from, to, decompose(delta), gate));
    all.push_back(std::make_unique<SpectralPath>(from, to, decomposeJointly(delta), gate));
    all.push_back(std::make_unique<DctPath>(from, to, gate));
    for (const LayerOrder order : {LayerOrder::Natural, LayerOrder::Reference}) {
        all.push_back(std::make_unique<LayeredPath>(from, to, waveletLayers(delta, order), gate));
        all.push_back(std::make_unique<LayeredPath>(from, to, laplacianLayers(delta, order), gate));
    }
    return all;
}

at::Tensor sumOf(const SingularComponents& components) {
    return at::bmm(components.left, components.right);
}

double largestDifference(const Array& a, const at::Tensor& b) {
    const Array other = toArray(b);
    double largest = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        largest = std::max(largest, std::abs(double{a.values[i]} - double{other.values[i]}));
    return largest;
}

}  // namespace

TEST_CASE("gate: goes from 0 to 1 and never back, the strongest component first", "[quick]") {
    for (const GateShape shape : shapes)
        for (const double overlap : {0.0, 0.1, 0.4, 1.0})
            for (const double strength : {0.0, 0.3, 1.0}) {
                const Gate gate(overlap, shape);
                double before = 0;
                for (int k = 0; k <= 100; ++k) {
                    const double value = gate(k / 100.0, strength);
                    CHECK(value >= before);
                    CHECK(value <= gate(k / 100.0, 1));
                    before = value;
                }
                // The sigmoid divides by a little more than its range.
                CHECK(before == Approx(1).margin(1e-9));
            }
}

TEST_CASE("spectral paths: begin at x', end at x, and with full overlap are straight", "[quick]") {
    const Problem problem = smallProblem({.seed = 51});
    for (const auto& path : pathsOf(problem, Gate(0.4))) {
        const at::Tensor ends = path->points({0, 1});
        CHECK(at::equal(ends[0], problem.baseline));
        CHECK(at::equal(ends[1], problem.input));
    }
    for (const auto& path : pathsOf(problem, Gate(1)))
        // The components sum to Δ up to rounding.
        CHECK(relativeError(path->points({0.3})[0], problem.baseline + 0.3 * problem.delta()) <
              1e-13);
}

TEST_CASE("spectral paths: the window's samplers follow the same points", "[quick]") {
    const Problem problem = smallProblem({.seed = 52});
    for (const GateShape shape : shapes)
        for (const auto& path : pathsOf(problem, Gate(0.4, shape))) {
            CHECK((path->continuity() == Continuity::Jumping) == (shape == GateShape::Step));
            const auto sampler = path->sampler();
            for (const double alpha : {0.0, 0.31, 0.5, 1.0})
                // float32 sums of products of values of order 1.
                CHECK(largestDifference(sampler->point(alpha), path->points({alpha})[0]) < 2e-5);
        }
}

TEST_CASE("layers: sum to the difference, odd sides included", "[quick]") {
    for (const int side : {16, 18, 21, 1}) {
        const at::Tensor delta = at::randn({3, side, side + 2}, at::kDouble);
        for (const LayerOrder order : {LayerOrder::Natural, LayerOrder::Reference}) {
            INFO(side);
            CHECK(relativeError(waveletLayers(delta, order).sum(0), delta) < 1e-13);
            CHECK(relativeError(laplacianLayers(delta, order).sum(0), delta) < 1e-13);
        }
    }
    const at::Tensor delta = at::randn({3, 16, 16}, at::kDouble);
    const at::Tensor natural = waveletLayers(delta, LayerOrder::Natural);
    const at::Tensor reference = waveletLayers(delta, LayerOrder::Reference);
    REQUIRE(natural.size(0) == 13);
    CHECK(at::equal(natural[0], reference[0]));
    // The finest level comes last, or next to the coarsest.
    CHECK(at::equal(natural[12], reference[3]));
    CHECK(at::equal(natural[1], reference[10]));
}

TEST_CASE("dct: the matrix is orthonormal", "[quick]") {
    const at::Tensor matrix = dctMatrix(21, at::kDouble);
    CHECK((matrix.matmul(matrix.t()) - at::eye(21, at::kDouble)).abs().max().item<double>() <
          1e-13);
}

TEST_CASE("big: begins blurred, ends at the picture, leaves a flat one as it is",
          "[quick][method.big]") {
    const Problem problem = smallProblem({.seed = 53});
    // Kernels several times as large as the picture are mirrored again and again.
    const BlurPath path(problem.input, {.sigmaMax = 35, .schedule = {}, .steps = 20});
    const at::Tensor points = path.points({0, 0.5, 0.95, 1});
    CHECK(at::equal(points[3], problem.input));
    CHECK(points[0].std().item<double>() < 0.1 * problem.input.std().item<double>());
    CHECK(at::equal(path.points({0.5})[0], points[1]));
    const auto sampler = path.sampler();
    for (const double alpha : {0.0, 0.5, 0.95, 1.0})
        CHECK(largestDifference(sampler->point(alpha), path.points({alpha})[0]) < 1e-5);
    const at::Tensor flat = at::ones({3, 16, 16}, at::kDouble);
    CHECK((BlurPath(flat, {}).points({0.2})[0] - flat).abs().max().item<double>() < 1e-13);
}

TEST_CASE("spectral: large pictures are decomposed by another way, as exactly", "[quick]") {
    at::manual_seed(71);
    const at::Tensor ramp = at::linspace(-1, 1, 512);
    // As pictures are: a few strong components and many weak ones.
    const at::Tensor delta =
        ramp.unsqueeze(1) * ramp + 0.1 * at::rand({3, 512, 512}) * ramp.square();
    const SingularComponents large = decompose(delta);
    const SingularComponents exact = decompose(delta.to(at::kDouble));
    CHECK(large.left.dtype() == at::kFloat);
    // No more than the rounding of float32 pictures, 6e-8 of the largest.
    CHECK((large.strengths - exact.strengths).abs().max().item<double>() <= 6e-8);
    CHECK((sumOf(large) - delta).abs().max().item<double>() <= 1e-5);
    const Gate gate(0.4, GateShape::Linear);
    const at::Tensor zero = at::zeros_like(delta);
    const at::Tensor points = SpectralPath(zero, delta, large, gate).points({0.3, 0.7});
    const at::Tensor expected =
        SpectralPath(zero.to(at::kDouble), delta.to(at::kDouble), exact, gate).points({0.3, 0.7});
    CHECK(relativeError(points.to(at::kDouble), expected) <= 1e-6);
}
