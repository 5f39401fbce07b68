#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/api/explanation.h"
#include "engine/api/recipe.h"

namespace sigscope::testing {

/// Whether a run on a CPU took its micro-batches as planned: on a machine that is too busy they are
/// smaller at times that no recipe knows, and round differently.
[[nodiscard]] inline bool keptMicroBatches(const Explanation& explanation) {
    const auto run = nlohmann::json::parse(explanation.recipe).at("run");
    return run.at("micro_batch") == run.at("micro_batch_smallest");
}

/// Checks that `second`, computed by this process as `first` was, is the same map: to the bit where
/// both kept their micro-batches, else to what float32 sums in another order leave.
inline void checkSameMap(const Explanation& first, const Explanation& second) {
    const auto differences = differingCircumstances(first.recipe, second.recipe);
    for (const std::string& difference : differences)
        CHECK_THAT(difference, Catch::StartsWith("micro_batch"));
    if (differences.empty() && keptMicroBatches(first) && keptMicroBatches(second)) {
        CHECK(second.attribution == first.attribution);
        CHECK(second.spread == first.spread);
        return;
    }
    REQUIRE(second.attribution.values.size() == first.attribution.values.size());
    double square = 0;
    double missed = 0;
    for (std::size_t i = 0; i < first.attribution.values.size(); ++i) {
        square += std::pow(double{first.attribution.values[i]}, 2);
        missed += std::pow(double{second.attribution.values[i]} - first.attribution.values[i], 2);
    }
    // 1e-5 along a given path; a search for one carries it on from point to point.
    CHECK(std::sqrt(missed) <= 1e-4 * std::sqrt(square));
}

}  // namespace sigscope::testing
