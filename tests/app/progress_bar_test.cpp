#include "app/progress_bar.h"

#include <catch2/catch.hpp>

using namespace sigscope;
using namespace sigscope::app;

TEST_CASE("progress bar: counts, fills and says what is left", "[quick]") {
    const ProgressText half{"Integrating", 64, 128, 1.64};
    CHECK(progressLine(half, 80) == "Integrating ████████████░░░░░░░░░░░░ 64/128, 1.6 s left");
    const ProgressText full{"Integrating", 128, 128, {}};
    CHECK(progressLine(full, 80) == "Integrating ████████████████████████ 128/128");
    const ProgressText slow{"Integrating", 0, 4096, 61.0};
    CHECK(progressLine(slow, 80) == "Integrating ░░░░░░░░░░░░░░░░░░░░░░░░ 0/4096, 2 min left");
}

TEST_CASE("progress bar: an unknown total and a narrow terminal are no trouble", "[quick]") {
    CHECK(progressLine({"Loading the model", 0, 0, {}}, 80) == "Loading the model");
    CHECK(progressLine({"Integrating", 1, 2, {}}, 20) == "1/2");
}
