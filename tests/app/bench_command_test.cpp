#include "app/bench_command.h"

#include <catch2/catch.hpp>

using namespace sigscope;
using namespace sigscope::app;

TEST_CASE("bench: the table has a line for each method, with its speed-up", "[quick]") {
    GradientBenchmark benchmark;
    benchmark.device = "CPU";
    benchmark.model = "Net";
    benchmark.evaluations = 200;
    benchmark.firstPreviewEvaluations = 9;
    benchmark.firstPreviewSeconds = 0.25;
    benchmark.rows = {{"ig", 12, 4}, {"sig", 15, 6}};
    CHECK(benchmarkReport(benchmark) ==
          "Net on CPU, 200 gradients\n"
          "method              one by one     engine    ratio\n"
          "ig                     12.00 s     4.00 s     3.00\n"
          "sig                    15.00 s     6.00 s     2.50\n"
          "first preview after 9 gradients, 0.25 s\n");
}
