#include <cmath>
#include <set>

#include "engine/metrics/metric.h"
#include "engine/metrics/scores.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// All that any metric needs, small.
metrics::MetricContext wholeContext(const Problem& problem) {
    const auto attribute = [](const Problem& asked) {
        return runMethod(asked, "gradient-x-input", {}).map;
    };
    metrics::MetricContext context{
        .problem = problem, .attribution = attribute(problem), .label = problem.objective.target};
    context.region.boxes = {{4, 4, 12, 12}};
    context.attribute = attribute;
    context.randomised = {{"head", [] { return smallClassifier({.seed = 21}); }}};
    context.options.ratios = {0.3, 0.6};
    context.options.perturbations = 5;
    context.options.subsets = 5;
    context.options.seeds = 2;
    context.options.pixelsPerStep = 64;
    return context;
}

}  // namespace

TEST_CASE("metrics: each has a name of its own, a title and a summary", "[quick]") {
    std::set<std::string> names;
    for (const metrics::Metric& metric : metrics::metrics()) {
        INFO(metric.spec.name);
        CHECK(names.insert(metric.spec.name).second);
        CHECK_FALSE(metric.spec.title.empty());
        CHECK(metric.spec.summary.ends_with('.'));
        CHECK(metrics::metricNamed(metric.spec.name).spec.title == metric.spec.title);
    }
    CHECK_THROWS_WITH(metrics::metricNamed("faith"),
                      Catch::Matchers::Contains("'faith' is none of road, insertion"));
}

TEST_CASE("metrics: each gives a finite value of a map, twice the same", "[quick]") {
    const Problem problem = smallProblem({.seed = 20});
    const metrics::MetricContext context = wholeContext(problem);
    for (const metrics::Metric& metric : metrics::metrics()) {
        INFO(metric.spec.name);
        const MetricResult result = metrics::runMetric(metric, context);
        REQUIRE(result.value);
        CHECK(std::isfinite(*result.value));
        CHECK(result.why.empty());
        CHECK(metrics::runMetric(metric, context).value == result.value);
        for (const MetricCurve& curve : result.curves) {
            CHECK(curve.x.size() == curve.y.size());
            CHECK(std::ranges::is_sorted(curve.x));
        }
    }
}

TEST_CASE("metrics: what is missing is said in one sentence", "[quick]") {
    const Problem problem = smallProblem({.seed = 20});
    const metrics::MetricContext bare{.problem = problem, .attribution = problem.input};
    const auto message = [&](const std::string& name) {
        try {
            (void)metrics::runMetric(metrics::metricNamed(name), bare);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    CHECK(message("pointing") == "pointing: needs a box or a mask of the object");
    CHECK(message("rounding-stability") ==
          "rounding-stability: needs the method that made the map");
    CHECK(message("randomisation") ==
          "randomisation: needs the method that made the map and networks with random layers");
    CHECK(message("gini").empty());
}

TEST_CASE("scores: micro-batches say what one batch says", "[quick]") {
    const Problem problem = smallProblem({.seed = 22});
    const at::Tensor pictures =
        problem.input * at::linspace(-2, 2, 19, at::kDouble).view({19, 1, 1, 1});
    const auto scores = metrics::scoresOf(*problem.classifier, 3, pictures);
    const at::Tensor logits = problem.classifier->network->logits(pictures);
    REQUIRE(scores.probability.size() == 19);
    for (std::int64_t i = 0; i < 19; ++i) {
        const auto at = static_cast<std::size_t>(i);
        CHECK(scores.probability[at] ==
              Approx(logits.softmax(1)[i][3].item<double>()).epsilon(1e-12));
        CHECK(scores.accuracy[at] == (logits[i].argmax().item<int>() == 3 ? 1 : 0));
    }
}

TEST_CASE("scores: outputs that are probabilities of their own are not put in a softmax",
          "[quick]") {
    auto classifier = std::make_shared<models::Classifier>(*smallClassifier({.seed = 22}));
    classifier->outputs = models::Outputs::Independent;
    const at::Tensor picture = smallProblem({.seed = 22}).input.unsqueeze(0);
    const double logit = classifier->network->logits(picture)[0][1].item<double>();
    CHECK(metrics::scoresOf(*classifier, 1, picture).probability.front() ==
          Approx(1 / (1 + std::exp(-logit))));
}
