#include "tests/support/torch_catch.h"

#include "tests/support/golden.h"
#include "tests/support/golden_pending.h"

namespace golden = sigscope::golden;
using golden::Kind;

TEST_CASE("golden.folder: holds what its manifest lists, and is not empty", "[quick]") {
    REQUIRE_NOTHROW((void)golden::files(Kind::Tiny));
    if (golden::isReplaced()) return;
    for (const Kind kind :
         {Kind::Tiny, Kind::Lite0, Kind::Architectures, Kind::Weights, Kind::Hostile})
        CHECK_FALSE(golden::files(kind).empty());
}

TEST_CASE("golden.pending: every entry still to be built exists in the goldens", "[quick]") {
    if (golden::isReplaced()) return;
    std::map<std::string, int> seen;
    for (const Kind kind : {Kind::Tiny, Kind::Architectures})
        for (const auto& file : golden::files(kind))
            for (const auto& [name, array] : golden::load(file))
                for (const auto& [beginning, reason] : golden::pendingEntries())
                    if (name.starts_with(beginning)) ++seen[beginning];
    for (const auto& [beginning, reason] : golden::pendingEntries()) {
        INFO(beginning);
        CHECK(seen[beginning] > 0);
    }
}

TEST_CASE("golden.pending: beginnings end at a dot, a slash or the name's end", "[quick]") {
    CHECK(golden::pendingReason("diffid.ig.prob.soft/insertion"));
    CHECK(golden::pendingReason("diffid/path"));
    CHECK(golden::pendingReason("diffid"));
    CHECK_FALSE(golden::pendingReason("ig.prob/attribution"));
    CHECK_FALSE(golden::pendingReason("diffids"));
}
