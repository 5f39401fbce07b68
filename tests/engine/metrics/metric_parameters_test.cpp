#include "engine/metrics/metric_parameters.h"

#include <set>
#include <string>

#include "engine/api/evaluation.h"
#include "engine/api/metric_settings.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

TEST_CASE("metric parameters: each is heeded by a metric, and metrics name no others", "[quick]") {
    std::set<std::string> named, heeded;
    for (const ParameterSpec& spec : metricParameters()) {
        INFO(spec.name);
        CHECK(named.insert(spec.name).second);
        CHECK_FALSE(spec.help.empty());
    }
    for (const MetricSpec& metric : metricSpecs())
        heeded.insert(metric.parameters.begin(), metric.parameters.end());
    CHECK(heeded == named);
}

TEST_CASE("metric parameters: values take the place of the published defaults", "[quick]") {
    const metrics::MetricOptions usual = metrics::metricOptions({});
    CHECK(usual.summary == metrics::Summary::SumOfMagnitudes);
    CHECK(usual.curveSummary == metrics::Summary::SignedSum);
    CHECK(usual.support.name() == "mass 0.5");
    const metrics::MetricOptions chosen =
        metrics::metricOptions({{"support", std::string("fraction")},
                                {"support-amount", 0.2},
                                {"road-imputer", std::string("fixed")},
                                {"diffid-fill", std::string("blur")},
                                {"deletion-end", std::string("baseline")},
                                {"metric-draws", std::int64_t{5}}});
    CHECK(chosen.support.name() == "fraction 0.2");
    CHECK(chosen.imputer == metrics::Imputer::ChannelMean);
    CHECK(chosen.fill == metrics::Fill::Blur);
    CHECK(chosen.deletionEnd == metrics::DeletionEnd::Baseline);
    CHECK(chosen.seeds == 5);
    CHECK_THROWS_WITH(metrics::metricOptions({{"support", std::string("most")}}),
                      Catch::Contains("'most' is none of fraction, share, mass"));
    CHECK_THROWS_WITH(metrics::metricOptions({{"beauty", 1.0}}), Catch::StartsWith("beauty: "));
}

TEST_CASE("metric settings: what was chosen and what is usual, as flags", "[quick]") {
    const auto settings =
        metricSettings({"completeness-gap", "mask-iou", "road"}, {{"support-amount", 0.3}});
    REQUIRE(settings.size() == 2);  // One way alone leads to a completeness gap.
    CHECK(settings[0] == MetricSettings{"mask-iou",
                                        "--pixel-rank magnitudes --support mass "
                                        "--support-amount 0.3"});
    CHECK(settings[1] == MetricSettings{"road",
                                        "--pixel-rank magnitudes --road-imputer linear "
                                        "--metric-draws 3"});
}
