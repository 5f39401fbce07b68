// What methods without a path show one after another, of the real engine.

#include <algorithm>

#include "engine/api/attribution_map.h"
#include "engine/compute/compute_engine.h"
#include "engine/trace/moment_recorder.h"
#include "tests/support/explained.h"
#include "tests/support/runs.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

std::shared_ptr<const Explanation> tracedOf(Engine& engine, const std::string& method) {
    ExplainRequest request = tinyRequestOf(*engine.catalogue().method(method));
    request.tracing = Tracing::Path;
    return explained(engine, request);
}

/// Moment `number` of many, whose map is `number` everywhere.
integration::Moment plainMoment(MomentKind kind, int number) {
    return {{kind, number, 1000}, at::full({3, 4, 4}, number)};
}

}  // namespace

TEST_CASE("moments: a row ends in the result, in its order and of the method's kind", "[quick]") {
    const auto engine = makeEngine();
    for (const auto& [method, kind] :
         {std::pair("rise", MomentKind::Masks), std::pair("sobol", MomentKind::Masks),
          std::pair("lime", MomentKind::Pictures),
          std::pair("expected-gradients", MomentKind::Gradients),
          std::pair("smoothgrad", MomentKind::Gradients), std::pair("spi-p", MomentKind::Gradients),
          std::pair("lrp", MomentKind::Layers), std::pair("deeplift", MomentKind::Layers),
          std::pair("gradcam", MomentKind::Layers)}) {
        INFO(method);
        const auto explanation = tracedOf(*engine, method);
        REQUIRE(explanation->moments);
        const MapMoments& row = *explanation->moments;
        CHECK(row.kind() == kind);
        REQUIRE(row.all.size() >= 2);
        CHECK((row.all[row.result].map == explanation->attribution));
        CHECK(std::ranges::is_sorted(row.all, std::ranges::less(),
                                     [](const MapMoment& one) { return one.place.number; }));
        CHECK(row.all.back().place.number == row.all.back().place.total);
        CHECK_FALSE((row.all.front().map == row.all.back().map));
    }
}

TEST_CASE("moments: sampled maps tell their error from halves, that of the end being the result's",
          "[quick]") {
    const auto engine = makeEngine();
    for (const char* method : {"rise", "lime", "sobol", "expected-gradients", "smoothgrad"}) {
        INFO(method);
        const auto explanation = tracedOf(*engine, method);
        const auto& last = explanation->moments->all.back();
        REQUIRE(last.error);
        REQUIRE(explanation->mapError);
        // Both are of the same halves; one is counted from a map in float32.
        CHECK(*last.error == Approx(*explanation->mapError).epsilon(1e-4));
    }
}

TEST_CASE("moments: DeepLIFT's contributions come to the same sum at every layer", "[quick]") {
    const auto engine = makeEngine();
    const auto explanation = tracedOf(*engine, "deeplift");
    const double whole = sum(explanation->attribution);
    // float32.
    for (const MapMoment& moment : explanation->moments->all)
        CHECK(sum(moment.map) == Approx(whole).epsilon(1e-3));
}

TEST_CASE("moments: none without tracing, with a path, or over several baselines", "[quick]") {
    const auto engine = makeEngine();
    ExplainRequest request = tinyRequestOf(*engine->catalogue().method("rise"));
    CHECK_FALSE(explained(*engine, request)->moments);
    CHECK_FALSE(tracedOf(*engine, "ig")->moments);
    request = tinyRequestOf(*engine->catalogue().method("deeplift"));
    request.tracing = Tracing::Path;
    request.baselines = {NamedBaseline::Black, NamedBaseline::White};
    CHECK_FALSE(explained(*engine, request)->moments);
}

TEST_CASE("moments: of a growing map at most 64 are kept, of layers all that fit", "[quick]") {
    trace::MomentRecorder growing(1 << 20);
    trace::MomentRecorder layers(1 << 20);
    for (int i = 1; i <= 1000; ++i) {
        growing.add(plainMoment(MomentKind::Masks, i));
        layers.add(plainMoment(MomentKind::Layers, i));
    }
    Array last(3, 4, 4);
    std::ranges::fill(last.values, 1000.0F);
    const auto row = growing.moments(last);
    CHECK(row->all.size() <= 64);
    CHECK(row->all.size() > 16);
    CHECK(row->all.back().place.number == 1000);
    CHECK(row->result == row->all.size() - 1);
    CHECK(layers.moments(last)->all.size() == 1000);
    CHECK_FALSE(trace::MomentRecorder(1 << 20).moments(last));
}

TEST_CASE("side numbers: LIME's regression, Sobol's indices and LRP's sums are in the result",
          "[quick]") {
    const auto engine = makeEngine();
    const auto valuesOf = [](const Explanation& explanation, const std::string& name) {
        const auto found = std::ranges::find(explanation.sideNumbers, name, &SideNumbers::name);
        REQUIRE(found != explanation.sideNumbers.end());
        return found->values;
    };
    const auto lime = tracedOf(*engine, "lime");
    const std::vector<double> weights = valuesOf(*lime, "lime_weights");
    double prediction = valuesOf(*lime, "lime_intercept")[0];
    for (const double weight : weights) prediction += weight;
    CHECK(valuesOf(*lime, "lime_local_prediction")[0] == Approx(prediction));
    CHECK(valuesOf(*lime, "lime_r2")[0] <= 1);
    // The map is the coefficients', float32.
    CHECK(*std::ranges::max_element(lime->attribution.values) ==
          Approx(*std::ranges::max_element(weights)).epsilon(1e-5));
    const auto sobol = tracedOf(*engine, "sobol");
    const std::vector<double> indices = valuesOf(*sobol, "sobol_total_indices");
    CHECK(indices.size() == 16);
    double total = 0;
    for (const double index : indices) total += index;
    CHECK(valuesOf(*sobol, "sobol_total_sum")[0] == Approx(total));
    const auto lrp = tracedOf(*engine, "lrp");
    const double reached = valuesOf(*lrp, "lrp_relevance")[0];
    CHECK(reached == Approx(sum(lrp->attribution)).epsilon(1e-4));  // The map is float32.
    CHECK(valuesOf(*lrp, "lrp_score")[0] ==
          Approx(reached + valuesOf(*lrp, "lrp_biases")[0]).epsilon(1e-12));
    CHECK(tracedOf(*engine, "ig")->sideNumbers.empty());
}
