#include "engine/metrics/localisation.h"

#include "engine/problem/named_stream.h"
#include "tests/engine/metrics/tiny2.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using golden::relativeDifference;
using metrics::Box;
using metrics::SupportRule;

namespace {

/// The map of a golden's name.
at::Tensor mapNamed(const golden::Tiny2& golden, const std::string& name) {
    if (name == "gradcam") return golden["gradcam.conv2/map"];
    if (name == "rise") return golden["rise.prob/map"];
    if (golden.has("localise.map." + name)) return golden["localise.map." + name];
    return metrics::summarise(golden["map." + name], metrics::Summary::SumOfMagnitudes);
}

Box boxOf(const at::Tensor& corners) {
    const std::vector<double> numbers = golden::numbersOf(corners);
    const auto at = [&](std::size_t i) { return static_cast<std::int64_t>(numbers.at(i)); };
    return {at(0), at(1), at(2), at(3)};
}

void comparePointing(const golden::Tiny2& golden, const at::Tensor& map, const at::Tensor& object,
                     const std::string& entry, bool ranksAreDefined) {
    INFO(golden.file << ": " << entry);
    const std::vector<double> wanted = golden::numbersOf(golden[entry + "/pointing_rank_mass_auc"]);
    CHECK((metrics::pointsInto(map, object) ? 1.0 : 0.0) == wanted[0]);
    if (ranksAreDefined)
        CHECK(metrics::rankAccuracy(map, object).value() == Approx(wanted[1]).epsilon(1e-12));
    CHECK(metrics::massAccuracy(map, object).value() == Approx(wanted[2]).epsilon(1e-10));
    CHECK(metrics::rocArea(map, object).value() == Approx(wanted[3]).epsilon(1e-10));
    const std::vector<double> tolerant = golden::numbersOf(golden[entry + "/pointing_tolerance"]);
    CHECK((metrics::pointsInto(map, object, 3) ? 1.0 : 0.0) == tolerant[0]);
    CHECK((metrics::pointsInto(map, object, 15) ? 1.0 : 0.0) == tolerant[1]);
}

void compareSupport(const golden::Tiny2& golden, const at::Tensor& map, const std::string& entry,
                    const SupportRule& rule) {
    INFO(golden.file << ": " << entry);
    const at::Tensor support = metrics::supportOf(map, rule);
    const Box object = boxOf(golden["box"]);
    CHECK(metrics::tightBox(support) == boxOf(golden[entry + "/support_box"]));
    const std::vector<double> overlaps{
        metrics::intersectionOverUnion(metrics::tightBox(support), object),
        metrics::intersectionOverUnion(metrics::tightBox(metrics::largestComponent(support)),
                                       object),
        metrics::intersectionOverUnion(support, golden["mask"].to(at::kBool))};
    CHECK(relativeDifference(overlaps, golden[entry + "/bbox_bboxcomponent_mask"]) <= 1e-12);
}

at::Tensor picture(std::initializer_list<double> rows, std::int64_t width) {
    return at::tensor(std::vector<double>(rows), at::kDouble).view({-1, width});
}

}  // namespace

TEST_CASE("golden.localise: pointing, accuracies, area and supports of every map", "[quick]") {
    using Kind = SupportRule::Kind;
    const std::vector<std::pair<std::string, SupportRule>> rules{
        {"fraction0.2", {Kind::Fraction, 0.2}},
        {"fraction0.5", {Kind::Fraction, 0.5}},
        {"share0.05", {Kind::Share, 0.05}},
        {"mass0.5", {Kind::Mass, 0.5}}};
    int compared = 0;
    const auto goldens = golden::tiny2Goldens();
    for (const golden::Tiny2& golden : goldens)
        for (const std::string name : {"ig.prob", "sig.prob", "gradcam", "rise", "hit", "tied"}) {
            const at::Tensor map = mapNamed(golden, name);
            const std::string entry = "localise." + name;
            // The order of equal pixels is the published program's affair.
            const bool ranksAreDefined = name != "tied";
            comparePointing(golden, map, metrics::pixelsOf(boxOf(golden["box"]), 32, 32),
                            entry + ".box", ranksAreDefined);
            comparePointing(golden, map, golden["mask"].to(at::kBool), entry + ".mask",
                            ranksAreDefined);
            for (const auto& [ruleName, rule] : rules)
                compareSupport(golden, map, entry + "." + ruleName, rule);
            ++compared;
        }
    CHECK((compared > 0 || goldens.empty()));
}

TEST_CASE("localise: the map that is the object's mask is perfect", "[quick]") {
    const Box box{3, 2, 9, 7};
    const at::Tensor mask = metrics::pixelsOf(box, 12, 14);
    const at::Tensor map = mask.to(at::kDouble);
    CHECK(metrics::tightBox(mask) == box);
    CHECK(metrics::pointsInto(map, mask));
    CHECK(metrics::rankAccuracy(map, mask) == 1.0);
    CHECK(metrics::massAccuracy(map, mask) == 1.0);
    CHECK(metrics::rocArea(map, mask) == 1.0);
    const at::Tensor support = metrics::supportOf(map, {});
    CHECK(metrics::intersectionOverUnion(support, mask) == 1.0);
    CHECK(metrics::intersectionOverUnion(metrics::tightBox(support), box) == 1.0);
}

TEST_CASE("localise: chance is the object's share, and an area of one half", "[quick]") {
    const at::Tensor mask = metrics::pixelsOf({4, 4, 20, 20}, 32, 32);
    const double share = 256.0 / 1024;
    double rank = 0, mass = 0, area = 0;
    constexpr int maps = 30;
    for (int i = 0; i < maps; ++i) {
        const at::Tensor map =
            NamedStream("test/0/chance/" + std::to_string(i)).uniforms(1024).view({32, 32});
        rank += metrics::rankAccuracy(map, mask).value() / maps;
        mass += metrics::massAccuracy(map, mask).value() / maps;
        area += metrics::rocArea(map, mask).value() / maps;
    }
    // Standard errors of the means: 0.004, 0.002 and 0.004; the draw is always the same one.
    CHECK(rank == Approx(share).margin(0.02));
    CHECK(mass == Approx(share).margin(0.01));
    CHECK(area == Approx(0.5).margin(0.02));
}

TEST_CASE("localise: all equal maxima count, with a tolerance the first", "[quick]") {
    const at::Tensor map = picture({2, 0, 0, 2}, 4);
    const at::Tensor right = metrics::pixelsOf({3, 0, 4, 1}, 1, 4);
    CHECK(metrics::pointsInto(map, right));
    CHECK_FALSE(metrics::pointsInto(map, right, 3));  // Nearer than 3, the distance is 3.
    CHECK(metrics::pointsInto(map, right, 3.1));
}

TEST_CASE("localise: a constant map has an area of one half, an empty object no number",
          "[quick]") {
    const at::Tensor map = at::ones({4, 4}, at::kDouble);
    CHECK(metrics::rocArea(map, metrics::pixelsOf({0, 0, 2, 2}, 4, 4)) == 0.5);
    const at::Tensor nothing = at::zeros({4, 4}, at::kBool);
    CHECK_FALSE(metrics::rocArea(map, nothing));
    CHECK_FALSE(metrics::rankAccuracy(map, nothing));
    CHECK_FALSE(metrics::massAccuracy(at::zeros({4, 4}, at::kDouble), nothing));
    CHECK(metrics::tightBox(nothing) == Box{});
}

TEST_CASE("localise: supports take all that equal the last", "[quick]") {
    using Kind = SupportRule::Kind;
    const at::Tensor map = picture({4, 2, 2, 1, 1, 0}, 6);
    const auto pixels = [&](Kind kind, double amount) {
        return metrics::supportOf(map, {kind, amount}).sum().item<int>();
    };
    CHECK(pixels(Kind::Fraction, 0.5) == 3);
    CHECK(pixels(Kind::Share, 0.34) == 3);  // Two, and the one that equals the second.
    CHECK(pixels(Kind::Mass, 0.4) == 1);    // 4 of 10.
    CHECK(pixels(Kind::Mass, 0.5) == 3);
    CHECK(pixels(Kind::Mass, 1) == 5);
    CHECK_THROWS_WITH(pixels(Kind::Mass, 0), Catch::Matchers::Contains("mass 0"));
}

TEST_CASE("localise: parts hang together across corners, of equal ones the first", "[quick]") {
    const at::Tensor mask = picture({1, 0, 0, 1,  //
                                     0, 1, 0, 1,  //
                                     0, 0, 0, 0,  //
                                     1, 0, 0, 0},
                                    4)
                                .to(at::kBool);
    CHECK(metrics::tightBox(metrics::largestComponent(mask)) == Box{0, 0, 2, 2});
    CHECK(metrics::largestComponent(at::zeros({2, 2}, at::kBool)).sum().item<int>() == 0);
}

TEST_CASE("localise: of several objects the best counts, and the rule is named", "[quick]") {
    const Problem problem = smallProblem({.seed = 2});
    const at::Tensor first = metrics::pixelsOf({0, 0, 4, 4}, 16, 16);
    const at::Tensor second = metrics::pixelsOf({8, 8, 16, 16}, 16, 16);
    metrics::MetricContext context{.problem = problem,
                                   .attribution = second.to(at::kDouble).unsqueeze(0)};
    context.region.masks = at::stack({first, second});
    const MetricResult masks = metrics::runMetric(metrics::metricNamed("mask-iou"), context);
    CHECK(masks.value == 1.0);
    CHECK(masks.parts.front().value == 64.0 / 80);
    CHECK(masks.rule == "mass 0.5");
    // Boxes around the masks stand in for boxes.
    CHECK(metrics::runMetric(metrics::metricNamed("bbox-iou"), context).value == 1.0);
    CHECK(metrics::runMetric(metrics::metricNamed("pointing"), context).value == 1.0);
}

TEST_CASE(
    "localise: one value for each pixel points with its sign, however many channels repeat it",
    "[quick]") {
    const Problem problem = smallProblem({.seed = 2});
    const at::Tensor object = metrics::pixelsOf({0, 0, 4, 4}, 16, 16);
    at::Tensor map = object.to(at::kDouble);
    map[12][12].fill_(-5);  // Evidence against the class, and the largest magnitude.
    metrics::MetricContext context{.problem = problem, .attribution = map.expand({3, -1, -1})};
    context.region.masks = object.unsqueeze(0);
    const auto pointing = [&] {
        return metrics::runMetric(metrics::metricNamed("pointing"), context).value.value();
    };
    CHECK(pointing() == 1);
    CHECK(metrics::runMetric(metrics::metricNamed("roc-auc"), context).value == 1.0);
    context.options.summary = metrics::Summary::MagnitudeOfSum;
    CHECK(pointing() == 0);
    // Channels that differ: Σ|A|.
    context.options.summary = metrics::Summary::SumOfMagnitudes;
    context.attribution = context.attribution.clone();
    context.attribution[0][0][0].fill_(0.5);
    CHECK(pointing() == 0);
}
