#include "engine/api/benchmark.h"
#include "engine/bench/gradient_contest.h"
#include "engine/error_message.h"
#include "engine/run/allocator.h"
#include "engine/run/preparation.h"

namespace sigscope {

namespace {

GradientBenchmark measure(const GradientBenchmarkRequest& request,
                          const std::function<void(const std::string&)>& progress) {
    run::keepFreedMemory();
    ExplainRequest explain;
    explain.image = request.image;
    explain.model = request.model;
    explain.device = request.device;
    run::Workshop workshop;
    const run::Preparation preparation = run::prepare(explain, workshop);
    bench::Contest contest{preparation.problem, preparation.problem};
    const models::Classifier& fast = *contest.fast.classifier;
    contest.published.classifier =
        models::loadClassifier(request.model, fast.device, fast.dtype, models::Form::Published);
    GradientBenchmark benchmark{
        preparation.scene->device, fast.title, request.evaluations, 0, 0, {}};
    bench::measure(contest, request.rounds, progress, benchmark);
    return benchmark;
}

}  // namespace

Outcome<GradientBenchmark> benchmarkGradients(
    const GradientBenchmarkRequest& request,
    const std::function<void(const std::string&)>& progress) {
    try {
        return measure(request, progress);
    } catch (...) {
        return Failure{currentErrorMessage()};
    }
}

}  // namespace sigscope
