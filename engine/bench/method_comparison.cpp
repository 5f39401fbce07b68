#include "engine/bench/method_comparison.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>

#include "engine/api/explain_request.h"
#include "engine/bench/reference/reference_loops.h"
#include "engine/bench/timed_run.h"
#include "engine/compute/cost_model.h"
#include "engine/error.h"
#include "engine/methods/method_registry.h"
#include "engine/methods/sampled_values.h"
#include "engine/problem/map_error.h"

namespace sigscope::bench {

namespace {

enum class Side { Engine, Reference };

/// A value for each side.
template <typename Value>
class BySide {
public:
    Value& operator[](Side side) { return m_values[static_cast<std::size_t>(side)]; }
    const Value& operator[](Side side) const { return m_values[static_cast<std::size_t>(side)]; }

private:
    std::array<Value, 2> m_values{};
};

/// An entry with its measurements so far.
struct Runner {
    BenchmarkEntry entry;
    bool hasReference = false;
    int expectedEvaluations = 0;
    BySide<std::vector<double>> seconds;
    BenchmarkRow row;
    bool skipped = false;
    bool asksForValues = false;  ///< And for no gradient.
};

class Tournament {
public:
    Tournament(const MethodComparison& comparison, const ComparisonRules& rules,
               const std::function<void(const BenchmarkProgress&)>& progress,
               const std::stop_token& stop, Benchmark& benchmark)
        : m_comparison(comparison),
          m_rules(rules),
          m_progress(progress),
          m_stop(stop),
          m_benchmark(benchmark),
          m_mostPoints(
              compute::mostPointsOf(*compute::CostModel().costOf(comparison.fast, {}, std::nullopt),
                                    comparison.fast.input)) {
        for (const BenchmarkEntry& entry : rules.entries) m_runners.push_back(runnerOf(entry));
    }

    void play() {
        warmUp();
        for (m_round = 1; m_round <= m_rules.rounds; ++m_round) {
            for (Runner& runner : m_runners)
                if (!runner.skipped && !m_stop.stop_requested()) measurePair(runner);
            measurePlain();
        }
        if (!m_plainSeconds.empty()) m_benchmark.plainValuesPerSecond = 1 / median(m_plainSeconds);
        for (const Runner& runner : m_runners)
            if (!runner.seconds[Side::Engine].empty())
                m_benchmark.rows.push_back(concluded(runner));
        m_benchmark.partial = m_stop.stop_requested();
    }

private:
    Runner runnerOf(BenchmarkEntry entry) const {
        const methods::Method method = methods::builtInMethods().find(entry.method);
        if (m_rules.evaluations && hasParameter(method.spec, "steps"))
            entry.parameters["steps"] = std::int64_t{*m_rules.evaluations};
        // What a method demands is a bound. None takes much longer than SAMP, which takes a tenth
        // of its bound: 2,040 gradients on average, says the paper.
        constexpr int most = 2040;
        const methods::ResourceEstimate asked =
            method.estimate(entry.parameters, {}, ExplainRequest().memoryBudget);
        const int estimated = asked.evaluations;
        Runner runner;
        runner.asksForValues = asked.evaluation == methods::Evaluation::Value;
        runner.row.name = entry.name;
        runner.hasReference =
            hasReference(entry.method) && m_rules.references == ReferenceLoops::Timed;
        runner.expectedEvaluations =
            std::min({estimated, most, m_rules.evaluations.value_or(most)});
        runner.entry = std::move(entry);
        return runner;
    }

    /// The first evaluations choose kernels and fill caches.
    void warmUp() {
        tell("warming up", 0, 0, 0);
        const BenchmarkEntry few{"sig", "sig", {{"steps", std::int64_t{16}}}};
        static_cast<void>(timeEngine(m_comparison.fast, few, m_mostPoints, nullptr, {}));
        const TimedRun fast = timeEngine(m_comparison.fast, few, m_mostPoints, nullptr, {});
        m_secondsPerEvaluation[Side::Engine] = fast.seconds / fast.evaluations;
        const FirstPreview preview = timeFirstPreview(m_comparison.fast, m_mostPoints);
        m_benchmark.firstPreviewEvaluations = preview.evaluations;
        m_benchmark.firstPreviewSeconds = preview.seconds;
        if (m_rules.references == ReferenceLoops::LeftOut) return;
        const BenchmarkEntry fewer{"ig", "ig", {{"steps", std::int64_t{4}}}};
        static_cast<void>(timeReference(m_comparison.published, fewer, nullptr, {}));
        const TimedRun slow = timeReference(m_comparison.published, fewer, nullptr, {});
        m_secondsPerEvaluation[Side::Reference] = slow.seconds / slow.evaluations;
    }

    void measurePair(Runner& runner) try {
        const TimedRun engine = timeEngine(m_comparison.fast, runner.entry, m_mostPoints,
                                           m_comparison.auxiliary, limitsOf(runner, Side::Engine));
        if (m_stop.stop_requested()) return;
        runner.seconds[Side::Engine].push_back(engine.seconds);
        runner.expectedEvaluations = runner.row.evaluations = engine.evaluations;
        runner.row.peakBytes = std::max(runner.row.peakBytes, engine.peakBytes);
        if (!runner.hasReference) return;
        const TimedRun reference =
            timeReference(m_comparison.published, runner.entry, m_comparison.auxiliary,
                          limitsOf(runner, Side::Reference));
        if (!reference.complete) return;
        runner.seconds[Side::Reference].push_back(reference.seconds);
        if (engine.complete) runner.row.agreement = correlation(engine.map, reference.map);
    } catch (const Error& error) {
        // A method that lacks something says so at once; the others can be measured all the same.
        runner.skipped = true;
        m_benchmark.skipped.push_back(runner.entry.name + ": " + error.what());
    }

    /// In each round, as the pairs are: beside methods that ask for values alone.
    void measurePlain() {
        if (m_stop.stop_requested() || std::ranges::none_of(m_runners, &Runner::asksForValues))
            return;
        const int batch = std::min(m_mostPoints, methods::samplesAtOnce);
        m_plainSeconds.push_back(secondsPerPlainValue(m_comparison.fast, batch));
    }

    RunLimits limitsOf(const Runner& runner, Side side) {
        std::optional<int> most = m_rules.evaluations;
        // Both get the same work, where it is not the same number by itself.
        if (side == Side::Reference) most = runner.row.evaluations;
        const std::string what = runner.entry.name +
                                 (side == Side::Engine ? ", engine" : ", one by one") + ", round " +
                                 std::to_string(m_round) + " of " + std::to_string(m_rules.rounds);
        return {most, m_stop, [this, what, &runner, side](int evaluations) {
                    const int total = std::max(runner.expectedEvaluations, evaluations);
                    tell(what, evaluations, total, secondsLeft(runner, side, evaluations));
                }};
    }

    double expected(const Runner& runner, Side side) const {
        if (runner.skipped || (side == Side::Reference && !runner.hasReference)) return 0;
        if (!runner.seconds[side].empty()) return median(runner.seconds[side]);
        return runner.expectedEvaluations * m_secondsPerEvaluation[side];
    }

    /// Of all that is yet to be measured, while `runner` is at work.
    double secondsLeft(const Runner& runner, Side side, int evaluations) const {
        double seconds = 0;
        bool passed = false;
        for (const Runner& other : m_runners) {
            const double both = expected(other, Side::Engine) + expected(other, Side::Reference);
            seconds += (m_rules.rounds - m_round + (passed ? 1 : 0)) * both;
            if (&other == &runner) passed = true;
        }
        // Controls evaluate nothing.
        const double done =
            static_cast<double>(evaluations) / std::max(runner.expectedEvaluations, 1);
        seconds += std::max(1 - done, 0.0) * expected(runner, side);
        if (side == Side::Engine) seconds += expected(runner, Side::Reference);
        return seconds;
    }

    BenchmarkRow concluded(const Runner& runner) const {
        BenchmarkRow row = runner.row;
        row.engineSeconds = median(runner.seconds[Side::Engine]);
        if (runner.asksForValues && m_benchmark.plainValuesPerSecond > 0)
            row.shareOfPlain =
                row.evaluations / row.engineSeconds / m_benchmark.plainValuesPerSecond;
        const std::vector<double>& reference = runner.seconds[Side::Reference];
        if (!reference.empty()) row.referenceSeconds = median(reference);
        return row;
    }

    void tell(const std::string& what, int step, int total, double eta) const {
        if (m_progress) m_progress({what, step, total, eta});
    }

    const MethodComparison& m_comparison;
    const ComparisonRules& m_rules;
    const std::function<void(const BenchmarkProgress&)>& m_progress;
    std::stop_token m_stop;
    Benchmark& m_benchmark;
    int m_mostPoints;
    int m_round = 1;
    BySide<double> m_secondsPerEvaluation;
    std::vector<Runner> m_runners;
    std::vector<double> m_plainSeconds;  ///< Of each round.
};

}  // namespace

void measure(const MethodComparison& comparison, const ComparisonRules& rules,
             const std::function<void(const BenchmarkProgress&)>& progress,
             const std::stop_token& stop, Benchmark& benchmark) {
    Tournament(comparison, rules, progress, stop, benchmark).play();
}

}  // namespace sigscope::bench
