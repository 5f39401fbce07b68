#include "app/bench_command.h"

#include <catch2/catch.hpp>

#include "app/bench_metrics.h"
#include "app/bench_start.h"
#include "tests/app/small_catalogue.h"

using namespace sigscope;
using namespace sigscope::app;

TEST_CASE("bench: the table has a line for each method, with its speed-up", "[quick]") {
    Benchmark benchmark;
    benchmark.device = "CPU";
    benchmark.model = "Net";
    benchmark.inputSize = "224×224";
    benchmark.firstPreviewEvaluations = 9;
    benchmark.firstPreviewSeconds = 0.25;
    benchmark.rows = {{"ig", 200, 4, 12.0, 0.99996, 612'000'000},
                      {"saliency", 1, 0.0213, {}, {}, 1'000'000'000}};
    benchmark.skipped = {"eig: needs an autoencoder"};
    benchmark.partial = true;
    benchmark.plainValuesPerSecond = 71.26;
    benchmark.rows.push_back({"rise", 4000, 57.5, {}, {}, 500'000'000, 0.976});
    CHECK(benchmarkReport(benchmark) ==
          "Net at 224×224 on CPU, interrupted\n"
          "method             gradients   one by one      engine   ratio      peak        r\n"
          "ig                       200      12.00 s      4.00 s    3.00   0.61 GB   1.0000\n"
          "saliency                   1            –    0.0213 s       –   1.00 GB        –\n"
          "rise                    4000            –     57.50 s       –   0.50 GB        –\n"
          "left out: eig: needs an autoencoder\n"
          "plain batches: 71.3 values per second, rise 0.98 of that\n"
          "first preview after 9 gradients, 0.25 s\n");
}

TEST_CASE("bench: of several starts the median one is told, whose parts add up", "[quick]") {
    const auto start = [](double libraries, double gradient, double second) {
        return MeasuredStart{
            "Net", "CPU", {{"load_libraries", libraries}, {"first_gradient", gradient}}, second};
    };
    const MeasuredStart median =
        medianStart({start(0.5, 0.75, 0.01), start(0.25, 2, 0.03), start(1, 0, 0.02)});
    CHECK(startReport(median, 3) ==
          "Net on CPU, the median of 3 starts\n"
          "load libraries            0.500 s\n"
          "first gradient            0.750 s\n"
          "start to first gradient   1.250 s\n"
          "second explanation        0.020 s\n");
    const MeasuredStart read = startOfJson(startJson(median));
    CHECK(read.parts == median.parts);
    CHECK(read.seconds() == 1.25);
    CHECK(read.secondExplanation == 0.02);
    CHECK(medianStart({start(1, 1, 1), start(1, 2, 1)}).seconds() == 2);
}

TEST_CASE("bench: there is an entry for each method and each decomposition", "[quick]") {
    Catalogue catalogue = smallCatalogue();
    catalogue.methods.front().parameters.push_back(
        test::choiceSpec("decomposition", "svd", {{"svd", "", ""}, {"dct", "", ""}}));
    const auto entries = benchmarkEntries(catalogue.methods);
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].name == "sig");
    CHECK(entries[0].parameters == catalogue.methods.front().parity);
    CHECK(entries[1].name == "sig-dct");
    CHECK(entries[1].method == "sig");
    CHECK(entries[1].parameters.at("decomposition") == ParameterValue(std::string("dct")));
    CHECK(entries[2].name == "gi");
}

TEST_CASE("bench: what metrics cost is told for one map, one mask and many pictures", "[quick]") {
    const MetricBenchmark measured{.model = "Net",
                                   .device = "CPU",
                                   .inputSize = "224×224",
                                   .diffIdSeconds = 0.5,
                                   .publishedSeconds = 3,
                                   .masks = 9,
                                   .imputationSeconds = 1.8,
                                   .pictures = 1000,
                                   .firstPeakBytes = 64'000'000,
                                   .peakBytes = 64'500'000};
    CHECK(metricBenchmarkReport(measured) ==
          "Net at 224×224 on CPU\n"
          "DiffID of a map, one by one             3.0000 s\n"
          "DiffID of a map                         0.5000 s\n"
          "times faster                              6.00  \n"
          "difference of the two values            0.0000  \n"
          "ROAD's imputation, each mask            0.2000 s\n"
          "tensors of the first pictures, peak      64.0 MB\n"
          "tensors of 1000 pictures, peak           64.5 MB\n");
}
