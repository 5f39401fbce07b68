#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>

#include "engine/api/benchmark.h"
#include "engine/bench/reference_loop.h"
#include "engine/error_message.h"
#include "engine/integration/accumulator.h"
#include "engine/methods/method_registry.h"
#include "engine/paths/spectral/spectral_path.h"
#include "engine/paths/straight_path.h"
#include "engine/run/allocator.h"
#include "engine/run/preparation.h"

namespace sigscope {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double timed(const std::function<void()>& work) {
    const auto begin = Clock::now();
    work();
    return secondsSince(begin);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Notes when an estimate of the whole path first exists.
class FirstPreview final : public integration::Observer {
public:
    void planned(const integration::Schedule&, integration::RuleWeights,
                 const integration::Course&) override {
        m_begin = Clock::now();
    }
    void advanced(const integration::Accumulator& accumulator, double) override {
        if (m_evaluations != 0) return;
        m_evaluations = static_cast<int>(accumulator.nodeCount());
        m_seconds = secondsSince(m_begin);
    }
    [[nodiscard]] int evaluations() const { return m_evaluations; }
    [[nodiscard]] double seconds() const { return m_seconds; }

private:
    Clock::time_point m_begin;
    int m_evaluations = 0;
    double m_seconds = 0;
};

/// The path of a method as the published program builds it, its decomposition included.
std::unique_ptr<paths::Path> pathOf(const std::string& method, const Problem& problem) {
    if (method == "ig")
        return std::make_unique<paths::StraightPath>(problem.baseline, problem.input);
    constexpr double overlap = 0.4;
    return std::make_unique<paths::SpectralPath>(problem.baseline, problem.input,
                                                 paths::decompose(problem.delta()), overlap);
}

/// A method in both forms.
struct Contest {
    Problem fast;
    Problem published;
    int steps = 0;

    void runReference(const std::string& method) const {
        static_cast<void>(bench::referenceLoop(published, *pathOf(method, published), steps));
    }

    void runEngine(const std::string& method, integration::Observer& observer) const {
        const std::int64_t memoryBudget = ExplainRequest().memoryBudget;
        integration::BatchSizer batches(integration::mostPointsOn(fast.input.device().type()));
        static_cast<void>(methods::builtInMethods().find(method).run(
            fast, {{"steps", std::int64_t{steps}}},
            {std::stop_token(), observer, batches, memoryBudget}));
    }
};

GradientBenchmark measure(const GradientBenchmarkRequest& request,
                          const std::function<void(const std::string&)>& progress) {
    const auto say = [&](const std::string& text) {
        if (progress) progress(text);
    };
    run::keepFreedMemory();
    ExplainRequest explain;
    explain.image = request.image;
    explain.model = request.model;
    explain.device = request.device;
    run::Workshop workshop;
    const run::Preparation preparation = run::prepare(explain, workshop);
    Contest contest{preparation.problem, preparation.problem, request.evaluations};
    const models::Classifier& fast = *contest.fast.classifier;
    contest.published.classifier =
        models::loadClassifier(request.model, fast.device, fast.dtype, models::Form::Published);

    GradientBenchmark benchmark{
        preparation.scene->device, fast.title, request.evaluations, 0, 0, {}};
    // Warm up both forms: the first evaluations choose kernels and fill caches.
    FirstPreview warmUp;
    Contest{contest.fast, contest.published, 16}.runEngine("sig", warmUp);
    Contest{contest.fast, contest.published, 4}.runReference("sig");
    for (const std::string method : {"sig", "ig"}) {
        std::vector<double> reference;
        std::vector<double> engine;
        for (int round = 0; round < request.rounds; ++round) {
            say(method + ", round " + std::to_string(round + 1) + " of " +
                std::to_string(request.rounds));
            FirstPreview preview;
            reference.push_back(timed([&] { contest.runReference(method); }));
            engine.push_back(timed([&] { contest.runEngine(method, preview); }));
            benchmark.firstPreviewEvaluations = preview.evaluations();
            benchmark.firstPreviewSeconds = preview.seconds();
        }
        benchmark.rows.push_back({method, median(reference), median(engine)});
    }
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
