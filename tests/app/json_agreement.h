#pragma once

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace sigscope::app {

/// Whether two objects have the same keys and values; numbers but for the last bits, which follow
/// from the micro-batches that a busy machine allows, and `seconds` whatever they are.
inline void checkAgreement(const nlohmann::json& found, const nlohmann::json& expected) {
    CHECK(found.size() == expected.size());
    for (const auto& [key, value] : expected.items()) {
        INFO(key);
        REQUIRE(found.contains(key));
        if (key == "seconds") continue;
        if (value.is_number_float())
            CHECK(found[key].get<double>() ==
                  Approx(value.get<double>()).epsilon(1e-3).margin(1e-6));
        else
            CHECK(found[key] == value);
    }
}

}  // namespace sigscope::app
