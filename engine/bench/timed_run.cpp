#include "engine/bench/timed_run.h"

#include <ATen/ATen.h>

#include "engine/api/explain_request.h"
#include "engine/api/process_memory.h"
#include "engine/bench/reference/reference_loops.h"
#include "engine/compute/allocator.h"
#include "engine/integration/accumulator.h"
#include "engine/methods/method_registry.h"
#include "engine/problem/gradients.h"
#include "engine/stopwatch.h"

namespace sigscope::bench {

namespace {

/// Counts a run's evaluations and stops it after a number of them.
class Counter final : public integration::Observer {
public:
    explicit Counter(const RunLimits& limits)
        : m_limits(limits), m_outer(limits.stop, [this] { m_stop.request_stop(); }) {}

    void evaluated(const integration::EvaluatedNode& node) override {
        if (node.gradient.defined()) count(m_evaluations + 1);
    }
    void reached(const integration::Waypoint& waypoint) override { count(waypoint.evaluations); }

    [[nodiscard]] int evaluations() const { return m_evaluations; }
    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }

private:
    void count(int evaluations) {
        m_evaluations = evaluations;
        if (m_limits.counted) m_limits.counted(evaluations);
        if (m_limits.evaluations && evaluations >= *m_limits.evaluations) m_stop.request_stop();
    }

    const RunLimits& m_limits;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_outer;
    int m_evaluations = 0;
};

/// Notes when an estimate of the whole path first exists, and ends the run there.
class PreviewClock final : public integration::Observer {
public:
    void planned(const integration::NodesAhead&, integration::RuleWeights,
                 const integration::Parametrisation&) override {
        m_stopwatch = {};
    }
    void advanced(const integration::Accumulator& accumulator,
                  const integration::Remaining&) override {
        m_preview = {static_cast<int>(accumulator.nodeCount()), m_stopwatch.seconds()};
        m_stop.request_stop();
    }
    [[nodiscard]] FirstPreview preview() const { return m_preview; }
    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }

private:
    Stopwatch m_stopwatch;
    FirstPreview m_preview;
    std::stop_source m_stop;
};

/// Waits for a GPU too.
at::Tensor handedOver(const at::Tensor& map) {
    return map.defined() ? map.to(at::kCPU, at::kDouble) : at::Tensor();
}

}  // namespace

TimedRun timeEngine(const Problem& problem, const BenchmarkEntry& entry, int mostPoints,
                    AuxiliaryInputs* auxiliary, const RunLimits& limits) {
    const methods::Method method = methods::builtInMethods().find(entry.method);
    compute::returnFreedMemory();
    resetPeakMemory();
    Counter counter(limits);
    integration::BatchSizer batches(mostPoints);
    TimedRun timed;
    const Stopwatch stopwatch;
    const integration::Attribution attribution =
        method.run(problem, entry.parameters,
                   {counter.stop(), counter, batches, ExplainRequest().memoryBudget, auxiliary});
    timed.map = handedOver(attribution.map);
    timed.seconds = stopwatch.seconds();
    timed.evaluations = counter.evaluations();
    timed.complete = attribution.complete;
    timed.peakBytes = peakMemory();
    return timed;
}

TimedRun timeReference(const Problem& problem, const BenchmarkEntry& entry,
                       AuxiliaryInputs* auxiliary, const RunLimits& limits) {
    TimedRun timed;
    Pace pace(limits.evaluations.value_or(std::numeric_limits<int>::max()), limits.stop,
              [&](int evaluations) {
                  timed.evaluations = evaluations;
                  if (limits.counted) limits.counted(evaluations);
              });
    const Stopwatch stopwatch;
    timed.map =
        handedOver(runReference(problem, entry.method, entry.parameters, {pace, auxiliary}));
    timed.seconds = stopwatch.seconds();
    timed.complete = !limits.stop.stop_requested();
    return timed;
}

double secondsPerPlainValue(const Problem& problem, int batch) {
    constexpr int enough = 256;
    const at::Tensor points = problem.input.unsqueeze(0).expand({batch, -1, -1, -1}).contiguous();
    int done = 0;
    const Stopwatch stopwatch;
    for (; done < enough; done += batch) static_cast<void>(evaluateValues(problem, points));
    return stopwatch.seconds() / done;
}

FirstPreview timeFirstPreview(const Problem& problem, int mostPoints) {
    PreviewClock clock;
    integration::BatchSizer batches(mostPoints);
    static_cast<void>(methods::builtInMethods().find("sig").run(
        problem, {}, {clock.stop(), clock, batches, ExplainRequest().memoryBudget}));
    return clock.preview();
}

}  // namespace sigscope::bench
