#include "engine/bench/gradient_contest.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "engine/api/explain_request.h"
#include "engine/bench/reference_loop.h"
#include "engine/integration/accumulator.h"
#include "engine/methods/method_registry.h"
#include "engine/paths/spectral/spectral_path.h"
#include "engine/paths/straight_path.h"

namespace sigscope::bench {

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

void runReference(const std::string& method, const Problem& problem, int steps) {
    static_cast<void>(referenceLoop(problem, *pathOf(method, problem), steps));
}

void runEngine(const std::string& method, const Problem& problem, int steps,
               integration::Observer& observer) {
    const std::int64_t memoryBudget = ExplainRequest().memoryBudget;
    integration::BatchSizer batches(integration::mostPointsOn(problem.input.device().type()));
    static_cast<void>(methods::builtInMethods().find(method).run(
        problem, {{"steps", std::int64_t{steps}}},
        {std::stop_token(), observer, batches, memoryBudget}));
}

}  // namespace

void measure(const Contest& contest, int rounds,
             const std::function<void(const std::string&)>& progress,
             GradientBenchmark& benchmark) {
    // Warm up both forms: the first evaluations choose kernels and fill caches.
    FirstPreview warmUp;
    runEngine("sig", contest.fast, 16, warmUp);
    runReference("sig", contest.published, 4);
    const int steps = benchmark.evaluations;
    for (const std::string method : {"sig", "ig"}) {
        std::vector<double> reference;
        std::vector<double> engine;
        for (int round = 0; round < rounds; ++round) {
            if (progress)
                progress(method + ", round " + std::to_string(round + 1) + " of " +
                         std::to_string(rounds));
            FirstPreview preview;
            reference.push_back(timed([&] { runReference(method, contest.published, steps); }));
            engine.push_back(timed([&] { runEngine(method, contest.fast, steps, preview); }));
            benchmark.firstPreviewEvaluations = preview.evaluations();
            benchmark.firstPreviewSeconds = preview.seconds();
        }
        benchmark.rows.push_back({method, median(reference), median(engine)});
    }
}

}  // namespace sigscope::bench
