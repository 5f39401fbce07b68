// Properties of the methods whose path depends on gradients: where they walk, where they end, and
// that what they attribute is what f changed by.

#include "engine/methods/guided_walk.h"
#include "engine/problem/gradients.h"
#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"
#include "tests/support/walk_probe.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// A smooth stretch of f: small enough steps for sums to meet what f changed by.
Problem problemOf(std::uint64_t seed) {
    Problem problem = smallProblem({.seed = seed});
    problem.objective.kind = Objective::Kind::Logit;
    return problem;
}

/// f is linear in x, and x its own representation.
class LinearNetwork final : public models::Network {
public:
    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return classify(features(inputs));
    }
    [[nodiscard]] at::Tensor features(const at::Tensor& inputs) const override {
        return inputs.flatten(1);
    }
    [[nodiscard]] at::Tensor classify(const at::Tensor& features) const override {
        return features.matmul(m_weight);
    }
    [[nodiscard]] int classCount() const override { return 5; }

private:
    at::Tensor m_weight = at::linspace(-1, 1, 3 * 16 * 16 * 5, at::kDouble).sin().view({-1, 5});
};

double distance(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().sum().item<double>();
}

}  // namespace

TEST_CASE("gig: the distance to the input never grows and ends at nothing", "[quick][method.gig]") {
    for (const double maxDistance : {1.0, 0.1, 0.02}) {
        const Problem problem = problemOf(31);
        WalkProbe probe;
        const auto attribution = runMethod(
            problem, "gig", {{"steps", std::int64_t{40}}, {"max-dist", maxDistance}}, probe);
        INFO(maxDistance);
        REQUIRE(probe.waypoints.size() == 40);
        CHECK(at::equal(probe.waypoints.front().point, problem.baseline));
        CHECK(at::equal(probe.waypoints.back().point, problem.input));
        const at::Tensor delta = problem.delta();
        double before = distance(problem.baseline, problem.input);
        for (std::size_t k = 0; k < probe.waypoints.size(); ++k) {
            const at::Tensor& point = probe.waypoints[k].point;
            // Rounding of sums of 768 terms.
            CHECK(distance(point, problem.input) <= before * (1 + 1e-12));
            before = distance(point, problem.input);
            if (k == 0 || k + 1 == probe.waypoints.size()) continue;
            const at::Tensor off =
                ((point - problem.baseline) / delta - static_cast<double>(k) / 40).abs();
            CHECK(off.max().item<double>() <= maxDistance + 1e-9);
        }
        CHECK(attribution.complete);
    }
}

TEST_CASE("gig: attributes what f changes by", "[quick][method.gig]") {
    const Problem problem = problemOf(32);
    const auto attribution = runMethod(problem, "gig", {{"steps", std::int64_t{400}}});
    const double change = attribution.nodes.back().f - attribution.nodes.front().f;
    // Steps of a tenth of the elements cross many kinks of the ReLUs: 1.8 % remain.
    CHECK(attribution.map.sum().item<double>() == Approx(change).epsilon(0.03));
}

TEST_CASE("searched paths: on a linear network sums are exact, whatever the way",
          "[quick][method.gig][method.samp][method.ig2]") {
    Problem problem = problemOf(30);
    auto classifier = std::make_shared<models::Classifier>();
    classifier->preprocessing = problem.classifier->preprocessing;
    classifier->network = std::make_unique<LinearNetwork>();
    problem.classifier = classifier;
    golden::GoldenInputs auxiliary(smallProblem({.seed = 29}).input.unsqueeze(0));
    for (const char* method : {"gig", "samp", "ig2"}) {
        WalkProbe probe;
        const auto attribution = runMethod(problem, method, {}, probe, 512LL << 20, &auxiliary);
        const double change = attribution.nodes.back().f - attribution.nodes.front().f;
        INFO(method);
        REQUIRE(std::abs(change) > 1e-3);
        // Rounding of float64 sums.
        CHECK(attribution.map.sum().item<double>() / attribution.copies ==
              Approx(change).epsilon(1e-9));
        CHECK(probe.waypoints.back().sum == Approx(change).epsilon(1e-9));
    }
}

TEST_CASE("samp: both passes end where they should, one value for all channels",
          "[quick][method.samp]") {
    const Problem problem = problemOf(33);
    WalkProbe probe;
    const auto attribution =
        runMethod(problem, "samp", {{"pixels-per-step", std::int64_t{4}}}, probe);
    CHECK(attribution.complete);
    CHECK(attribution.copies == 3);
    CHECK(at::equal(probe.waypoints.back().point, problem.input));
    CHECK(at::equal(attribution.map[0], attribution.map[1]));
    CHECK(at::equal(attribution.map[0], attribution.map[2]));
    double share = -1;
    for (const auto& waypoint : probe.waypoints) {
        CHECK(waypoint.share >= share);
        share = waypoint.share;
    }
    CHECK(share == 1);
    CHECK(probe.waypoints.back().sum == Approx(attribution.map[0].sum().item<double>()));
}

TEST_CASE("samp: pixels are chosen however large the gradients are", "[quick][method.samp]") {
    Problem problem = smallProblem({.seed = 57, .side = 8, .dtype = c10::kFloat});
    problem.objective.kind = Objective::Kind::Logit;
    problem.input = problem.input * 1e8;
    WalkProbe probe;
    const auto attribution =
        runMethod(problem, "samp", {{"pixels-per-step", std::int64_t{1}}}, probe);
    CHECK(attribution.complete);
    CHECK(probe.waypoints.size() > 8);
}

TEST_CASE("gig: stopped, it does not look for the elements of a step", "[quick][method.gig]") {
    const Problem problem = problemOf(58);
    std::stop_source stop;
    stop.request_stop();
    const methods::GuidedWalk walk(problem.baseline, problem.input,
                                   {.steps = 5, .fraction = 0, .turn = stop.get_token()});
    CHECK(
        at::equal(walk.next(problem.baseline, at::ones_like(problem.input), 0), problem.baseline));
}

TEST_CASE("samp: a picture that is black already has nothing to delete", "[quick][method.samp]") {
    Problem problem = problemOf(34);
    problem.input =
        models::normalise(at::zeros_like(problem.input), problem.classifier->preprocessing);
    const auto attribution = runMethod(problem, "samp", {});
    CHECK(attribution.complete);
    CHECK(attribution.map.isfinite().all().item<bool>());
}

TEST_CASE("agi: stays between black and white and always explains the probability",
          "[quick][method.agi]") {
    Problem problem = smallProblem({.seed = 35});
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    problem.input = models::normalise(problem.input.sigmoid(), preprocessing);
    WalkProbe probe;
    const ParameterValues values{{"iterations", std::int64_t{6}}};
    const auto attribution = runMethod(problem, "agi", values, probe);
    CHECK(probe.direction == integration::Direction::FromInput);
    CHECK(at::equal(probe.waypoints.front().point, problem.input));
    for (const auto& waypoint : probe.waypoints) {
        const at::Tensor raw = models::denormalise(waypoint.point, preprocessing);
        // One rounding of the normalisation there and back.
        CHECK(raw.min().item<double>() >= -1e-12);
        CHECK(raw.max().item<double>() <= 1 + 1e-12);
    }
    CHECK(attribution.nodes.front().alpha == 0);
    CHECK(attribution.nodes.back().alpha == 1);
    problem.objective.kind = Objective::Kind::Logit;
    CHECK(at::equal(runMethod(problem, "agi", values).map, attribution.map));
}

TEST_CASE("agi: attributes what the class loses on the way", "[quick][method.agi]") {
    Problem problem = smallProblem({.seed = 36});
    problem.input = models::normalise(problem.input.sigmoid(), problem.classifier->preprocessing);
    // One walk: the nodes are those of the first.
    const auto attribution = runMethod(
        problem, "agi",
        {{"negatives", std::int64_t{1}}, {"step-size", 0.0005}, {"iterations", std::int64_t{400}}});
    const double change = attribution.nodes.back().f - attribution.nodes.front().f;
    REQUIRE(std::abs(change) > 1e-3);
    // Gradients at the start of each of the short steps.
    CHECK(attribution.map.sum().item<double>() == Approx(change).epsilon(0.1));
}

TEST_CASE("agi: f along the path is that of the points that are shown", "[quick][method.agi]") {
    Problem problem = smallProblem({.seed = 36});
    problem.input = models::normalise(problem.input.sigmoid(), problem.classifier->preprocessing);
    WalkProbe probe;
    (void)runMethod(problem, "agi", {{"iterations", std::int64_t{6}}}, probe);
    REQUIRE(probe.waypoints.size() > 2);
    for (const auto& waypoint : probe.waypoints) {
        const at::Tensor logits = problem.classifier->network->logits(waypoint.point.unsqueeze(0));
        const double p =
            logits.to(at::kDouble).softmax(1)[0][problem.objective.target].item<double>();
        // Batches of several walks round otherwise than one point alone.
        CHECK(waypoint.node.f == Approx(p).epsilon(1e-9));
    }
}

TEST_CASE("ig2: walks steps of the given length towards the references", "[quick][method.ig2]") {
    const Problem problem = problemOf(37);
    const at::Tensor references = smallProblem({.seed = 38}).input.unsqueeze(0);
    golden::GoldenInputs auxiliary(references);
    WalkProbe probe;
    const auto attribution =
        runMethod(problem, "ig2", {{"updates", std::int64_t{50}}, {"update-size", 0.05}}, probe,
                  512LL << 20, &auxiliary);
    CHECK(probe.direction == integration::Direction::FromInput);
    REQUIRE(probe.waypoints.size() == 51);
    CHECK(at::equal(probe.waypoints.front().point, problem.input));
    for (std::size_t k = 1; k < probe.waypoints.size(); ++k)
        CHECK((probe.waypoints[k].point - probe.waypoints[k - 1].point).norm().item<double>() ==
              Approx(0.05).epsilon(1e-9));
    const models::Network& network = *problem.classifier->network;
    const at::Tensor target = network.features(references);
    const auto unlikeness = [&](const at::Tensor& point) {
        return (network.features(point.unsqueeze(0)) - target).square().mean().item<double>();
    };
    CHECK(unlikeness(probe.waypoints.back().point) < 0.5 * unlikeness(problem.input));
    const double change = attribution.nodes.back().f - attribution.nodes.front().f;
    CHECK(attribution.map.sum().item<double>() == Approx(change).epsilon(0.1));
}

TEST_CASE("ig2: without references it says what it needs", "[quick][method.ig2]") {
    CHECK_THROWS_WITH(runMethod(problemOf(39), "ig2", {}), Catch::Contains("reference"));
}
