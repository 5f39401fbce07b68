#include "engine/methods/parameter_table.h"

#include "tests/support/torch_catch.h"

#include "engine/methods/method_registry.h"

using namespace sigscope;
using namespace sigscope::methods;

namespace {

struct Made {
    double weight = 0.25;
    int count = 3;
};

ParameterTable<Made> madeTable() {
    ParameterTable<Made> table;
    table.real({.name = "weight",
                .symbol = "w",
                .minimum = 0,
                .maximum = 1,
                .unit = {},
                .help = {},
                .equation = {}},
               [](Made& all) -> double& { return all.weight; });
    table.integer({.name = "count",
                   .symbol = "n",
                   .minimum = 1,
                   .maximum = 9,
                   .unit = {},
                   .help = {},
                   .equation = {}},
                  [](Made& all) -> int& { return all.count; });
    return table;
}

}  // namespace

TEST_CASE("parameter table: defaults come from the struct, values fill it", "[quick]") {
    const ParameterTable<Made> table = madeTable();
    CHECK(std::get<double>(table.specs()[0].defaultValue) == 0.25);
    CHECK(std::get<std::int64_t>(table.specs()[1].defaultValue) == 3);
    CHECK(table.read({}).count == 3);
    CHECK(table.read({{"count", std::int64_t{7}}}).count == 7);
    CHECK(table.read({{"weight", 1.0}}).weight == 1);
    CHECK_THROWS_AS(table.read({{"count", std::int64_t{10}}}), Error);
    CHECK_THROWS_AS(table.read({{"weight", std::string("x")}}), Error);
}

TEST_CASE("methods: every parameter of every method is described", "[quick]") {
    for (const MethodSpec& method : builtInMethods().specs()) {
        INFO(method.name);
        CHECK_FALSE(method.title.empty());
        CHECK_FALSE(method.summary.empty());
        for (const ParameterSpec& parameter : method.parameters) {
            INFO(parameter.name);
            CHECK_FALSE(parameter.help.empty());
            if (parameter.kind == ParameterSpec::Kind::Choice) {
                CHECK(parameter.choices.size() > 1);
            } else if (!parameter.namesFiles()) {
                CHECK(parameter.minimum < parameter.maximum);
            }
            // The default is a value that the specification itself allows.
            CHECK(parseParameter(parameter, toText(parameter.defaultValue)) ==
                  parameter.defaultValue);
        }
    }
}

TEST_CASE("methods: an unknown name says which there are", "[quick]") {
    CHECK_THROWS_WITH(builtInMethods().find("sag"),
                      Catch::Contains("sag") && Catch::Contains("sig, ig, big, gig"));
}
