#include "tests/support/torch_catch.h"

#include "tests/support/golden.h"

namespace golden = sigscope::golden;
using golden::Kind;

TEST_CASE("golden.folder: holds what its manifest lists, and is not empty", "[quick]") {
    REQUIRE_NOTHROW((void)golden::files(Kind::Tiny));
    if (golden::isReplaced()) return;
    for (const Kind kind :
         {Kind::Tiny, Kind::Lite0, Kind::Architectures, Kind::Weights, Kind::Hostile})
        CHECK_FALSE(golden::files(kind).empty());
}
