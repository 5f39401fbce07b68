#include "app/method_reference.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "engine/api/engine.h"

using namespace sigscope;

TEST_CASE("program: docs/METHODS.md is what the program says of its methods", "[quick]") {
    std::ifstream file(SIGSCOPE_METHOD_PAGE);
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    // sigscope methods --markdown > docs/METHODS.md
    const auto engine = makeEngine();
    CHECK(page == app::methodReference(engine->catalogue(), requestFields(engine->catalogue())));
}
