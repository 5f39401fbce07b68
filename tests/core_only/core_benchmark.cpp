// The gradient benchmark without pictures: core_benchmark WEIGHTS [cpu|cuda] [EVALUATIONS]

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/api/engine.h"
#include "engine/baselines/baseline.h"
#include "engine/bench/gradient_contest.h"
#include "engine/error_message.h"
#include "engine/models/classifier.h"
#include "engine/run/allocator.h"

using namespace sigscope;

namespace {

/// Any picture costs the same: one of a fixed slope in model space.
bench::Contest contestOf(const std::string& weights, c10::Device device) {
    bench::Contest contest;
    contest.fast.classifier = models::loadClassifier(weights, device, c10::kFloat);
    const models::Preprocessing& preprocessing = contest.fast.classifier->preprocessing;
    const std::int64_t side = preprocessing.inputSize;
    contest.fast.input = at::linspace(-1, 1, 3 * side * side).view({3, side, side}).to(device);
    contest.fast.baseline =
        baselines::makeBaseline("black", contest.fast.input, preprocessing, /*seed=*/0);
    contest.published = contest.fast;
    contest.published.classifier =
        models::loadClassifier(weights, device, c10::kFloat, models::Form::Published);
    return contest;
}

void benchmark(const std::string& weights, bool onGpu, int evaluations) {
    run::keepFreedMemory();
    at::globalContext().setAllowTF32CuDNN(false);
    const c10::Device device = onGpu ? c10::Device(c10::kCUDA, 0) : c10::Device(c10::kCPU);
    GradientBenchmark result;
    result.evaluations = evaluations;
    constexpr int rounds = 3;
    bench::measure(contestOf(weights, device), rounds, {}, result);
    for (const GradientTiming& row : result.rows)
        std::printf("%-4s one by one %.3f s, engine %.3f s, ratio %.2f\n", row.method.c_str(),
                    row.referenceSeconds, row.engineSeconds, row.ratio());
    std::printf("first preview after %d gradients, %.3f s\n", result.firstPreviewEvaluations,
                result.firstPreviewSeconds);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string device = argc > 2 ? argv[2] : "cpu";
    const int evaluations = argc > 3 ? std::atoi(argv[3]) : 200;
    if (argc < 2 || (device != "cpu" && device != "cuda") || evaluations < 2) {
        std::fprintf(stderr, "core_benchmark WEIGHTS [cpu|cuda] [EVALUATIONS]\n");
        return 2;
    }
    setResourceFolder(SIGSCOPE_SHARE);
    try {
        benchmark(argv[1], device == "cuda", evaluations);
        return 0;
    } catch (...) {
        std::fprintf(stderr, "core_benchmark: %s\n", currentErrorMessage().c_str());
        return 1;
    }
}
