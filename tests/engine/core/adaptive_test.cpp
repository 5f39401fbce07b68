#include <ATen/record_function.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "engine/error.h"
#include "engine/integration/accumulator.h"
#include "engine/paths/path.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

double normOf(const at::Tensor& map) {
    return map.sum(0).norm().item<double>();
}

/// ‖a − b‖ / ‖b‖ of maps summed over channels.
double mapError(const at::Tensor& map, const at::Tensor& exact) {
    return normOf(map - exact) / normOf(exact);
}

ParameterValues tolerance(double percent) {
    return {{"tolerance", percent}};
}

/// What of a run is seen from outside.
class Watch final : public integration::Observer {
public:
    void evaluated(const integration::EvaluatedNode& node) override {
        positions.push_back(node.position);
    }
    void intervalClosed(double left, const at::Tensor&) override {
        CHECK(std::ranges::find(closed, left) == closed.end());
        closed.push_back(left);
    }
    void advanced(const integration::Accumulator& accumulator,
                  const integration::Outlook& outlook) override {
        mostHeld = std::max(mostHeld, accumulator.heldCount());
        errors.push_back(*accumulator.relativeError());
        CHECK(outlook.expectedNodes >= static_cast<int>(positions.size()));
    }

    std::vector<double> positions;
    std::vector<double> closed;
    std::vector<double> errors;
    int mostHeld = 0;
};

integration::Attribution run(const Problem& problem, const ParameterValues& values,
                             integration::Observer& observer, integration::BatchSizer& batches,
                             std::int64_t memoryBudget = 512LL << 20) {
    return methods::builtInMethods().find("sig").run(problem, values,
                                                     {{}, observer, batches, memoryBudget});
}

/// Counts what waits for a device: each number that this thread reads from a tensor by itself.
class ReadCounter {
public:
    ReadCounter() : m_callback(at::addThreadLocalCallback(at::RecordFunctionCallback(note))) {
        s_reads = 0;
    }
    ~ReadCounter() { at::removeCallback(m_callback); }
    ReadCounter(const ReadCounter&) = delete;
    ReadCounter& operator=(const ReadCounter&) = delete;

    [[nodiscard]] int reads() const { return s_reads; }

private:
    static std::unique_ptr<at::ObserverContext> note(const at::RecordFunction& function) {
        if (std::string_view(function.name()) == "aten::_local_scalar_dense") ++s_reads;
        return nullptr;
    }

    static inline int s_reads = 0;
    at::CallbackHandle m_callback;
};

}  // namespace

TEST_CASE("adaptive: the error is what the estimate says, within a factor of 2", "[quick]") {
    int good = 0;
    int cases = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed)
        for (const char* method : {"ig", "sig"}) {
            const Problem problem = smallProblem({.seed = seed});
            const at::Tensor exact =
                runMethod(problem, method, {{"steps", std::int64_t{2049}}}).map;
            const auto attribution = runMethod(problem, method, tolerance(1));
            const double ratio = *attribution.error / normOf(attribution.map - exact);
            INFO(method << " of seed " << seed << ": " << ratio);
            // Of twelve cases none is to be far off, and nine in ten as promised.
            CHECK(ratio > 1.0 / 3);
            CHECK(ratio < 5);
            good += ratio >= 0.5 && ratio <= 2 ? 1 : 0;
            ++cases;
        }
    CHECK(good >= cases * 8 / 10);
}

TEST_CASE("adaptive: a run ends as soon as the estimate is within the tolerance", "[quick]") {
    const Problem problem = smallProblem({.seed = 31});
    std::size_t before = 0;
    for (const double percent : {10.0, 3.0, 1.0, 0.3}) {
        Watch watch;
        const auto attribution = runMethod(problem, "sig", tolerance(percent), watch);
        CHECK(attribution.complete);
        CHECK(watch.errors.back() <= percent / 100);
        // The last micro-batch was needed, or it is the first that may end a run.
        if (watch.positions.size() > 24) CHECK(*(watch.errors.end() - 2) > percent / 100);
        CHECK(watch.positions.size() >= before);
        before = watch.positions.size();
    }
}

TEST_CASE("adaptive: the bound on gradients is kept, and the error that is left is said",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 32});
    for (const std::int64_t most : {2, 3, 8, 9, 20, 50}) {
        ParameterValues values = tolerance(0.1);
        values["max-steps"] = most;
        Watch watch;
        const auto attribution = runMethod(problem, "sig", values, watch);
        CHECK(attribution.complete);
        CHECK(static_cast<std::int64_t>(watch.positions.size()) == most);
        CHECK(*attribution.error > 0.001 * normOf(attribution.map));
    }
}

TEST_CASE("adaptive: each interval is closed once, and together they are the map", "[quick]") {
    const Problem problem = smallProblem({.seed = 33});
    Watch watch;
    const auto attribution = runMethod(problem, "sig", tolerance(1), watch);
    CHECK(watch.closed.size() + 1 == watch.positions.size());
    CHECK(attribution.nodes.front().alpha == 0);
    CHECK(attribution.nodes.back().alpha == 1);
    CHECK(attribution.nodes.size() == watch.positions.size());
}

TEST_CASE("adaptive: nodes are taken where f changes", "[quick]") {
    const Problem problem = smallProblem({.seed = 34});
    ParameterValues values = tolerance(0.5);
    values["overlap"] = 0.02;
    // The largest component makes most of the path's first part: much more happens there.
    Watch watch;
    static_cast<void>(runMethod(problem, "sig", values, watch));
    std::ranges::sort(watch.positions);
    double widest = 0;
    double narrowest = 1;
    for (std::size_t i = 1; i < watch.positions.size(); ++i) {
        const double width = watch.positions[i] - watch.positions[i - 1];
        widest = std::max(widest, width);
        narrowest = std::min(narrowest, width);
    }
    CHECK(widest >= 8 * narrowest);
    CHECK(narrowest >= paths::shortestStep / 2);
}

TEST_CASE("adaptive: with little memory fewer nodes are held, and the tolerance is kept",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 35});
    const at::Tensor exact = runMethod(problem, "sig", {{"steps", std::int64_t{4097}}}).map;
    const auto nodeBytes = static_cast<std::int64_t>(7 * problem.input.nbytes() / 3);
    const std::size_t unlimited = runMethod(problem, "sig", tolerance(1)).nodes.size();
    for (const int capacity : {12, 18, 40})
        for (const int atOnce : {1, 8, 64}) {
            INFO(capacity << " nodes held, " << atOnce << " at once");
            Watch watch;
            integration::BatchSizer batches(atOnce);
            const auto attribution =
                run(problem, tolerance(1), watch, batches, capacity * nodeBytes);
            CHECK(attribution.complete);
            CHECK(watch.mostHeld <= capacity);
            CHECK(watch.errors.back() <= 0.01);
            // The estimate is right to a factor of 2.
            CHECK(mapError(attribution.map, exact) <= 0.02);
            // A section has whole levels of halves: at most twice what it needs.
            CHECK(watch.positions.size() <= 2 * unlimited);
            CHECK(watch.closed.size() + 1 == watch.positions.size());
        }
}

TEST_CASE("adaptive: with little memory and few gradients these are spread over the path",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 35});
    const at::Tensor exact = runMethod(problem, "sig", {{"steps", std::int64_t{4097}}}).map;
    const auto nodeBytes = static_cast<std::int64_t>(7 * problem.input.nbytes() / 3);
    ParameterValues values = tolerance(0.1);
    values["max-steps"] = std::int64_t{64};
    const double unlimited = mapError(runMethod(problem, "sig", values).map, exact);
    Watch watch;
    integration::BatchSizer batches(8);
    const auto attribution = run(problem, values, watch, batches, 16 * nodeBytes);
    CHECK(watch.positions.size() <= 64);
    CHECK(mapError(attribution.map, exact) <= 2 * unlimited);
}

TEST_CASE("adaptive: one point at a time, where more do not fit", "[quick]") {
    const Problem problem = smallProblem({.seed = 41});
    for (const int atOnce : {1, 2, 3}) {
        integration::BatchSizer batches(atOnce);
        Watch watch;
        const auto attribution = run(problem, tolerance(1), watch, batches);
        CHECK(attribution.complete);
        CHECK(watch.errors.back() <= 0.01);
        CHECK(attribution.nodes.front().alpha == 0);
        CHECK(attribution.nodes.back().alpha == 1);
        ParameterValues two = tolerance(1);
        two["max-steps"] = std::int64_t{2};
        integration::BatchSizer others(atOnce);
        Watch ends;
        CHECK(run(problem, two, ends, others).map.defined());
        CHECK(ends.positions == std::vector<double>{0, 1});
    }
}

TEST_CASE("adaptive: a map of zeros takes the fewest gradients", "[quick]") {
    Problem problem = smallProblem({.seed = 36});
    problem.baseline = problem.input;
    Watch watch;
    const auto attribution = runMethod(problem, "sig", {}, watch);
    CHECK(attribution.map.abs().max().item<double>() == 0);
    CHECK(watch.positions.size() <= 24);
}

TEST_CASE("adaptive: the reference rule takes the published number, one gradient is refused",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 37});
    Watch watch;
    static_cast<void>(runMethod(problem, "ig", {{"rule", std::string("reference")}}, watch));
    CHECK(watch.positions.size() == 200);
    CHECK_THROWS_AS(runMethod(problem, "ig", {{"steps", std::int64_t{1}}}), Error);
}

TEST_CASE("adaptive: the reference rule's estimate knows that it is one-sided", "[quick]") {
    const Problem problem = smallProblem({.seed = 38});
    const at::Tensor exact = runMethod(problem, "ig", {{"steps", std::int64_t{4097}}}).map;
    for (const std::int64_t steps : {33, 200}) {
        const auto attribution =
            runMethod(problem, "ig", {{"steps", steps}, {"rule", std::string("reference")}});
        const double ratio = *attribution.error / normOf(attribution.map - exact);
        CHECK(ratio > 0.8);
        CHECK(ratio < 1.25);
    }
}

TEST_CASE("error estimate: where gradients are smooth, errors add up", "[quick]") {
    // g(t) = t² along a step of 1 for each pixel: the trapezoid's error is h²/6 of it.
    integration::Observer nobody;
    integration::Accumulator accumulator({}, [](double, double) { return false; }, nobody);
    const at::Tensor ones = at::ones({3, 4, 4}, at::kDouble);
    const auto add = [&](double t) { accumulator.add(t, t * ones, t * t * ones); };
    add(0);
    add(1);
    for (int level = 2; level <= 64; level *= 2)
        for (int k = 1; k < level; k += 2) add(static_cast<double>(k) / level);
    const double actual = normOf(accumulator.total() - ones / 3);
    // The changes of the last level are exactly three times what is left.
    CHECK(*accumulator.error() == Approx(actual).epsilon(0.1));
}

TEST_CASE("adaptive: on a device that takes many points at once few are chosen blindly",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 39});
    const auto nodesWith = [&](int most) {
        Watch watch;
        integration::BatchSizer batches(most);
        static_cast<void>(run(problem, tolerance(0.5), watch, batches));
        CHECK(watch.errors.back() <= 0.005);
        return static_cast<int>(watch.positions.size());
    };
    // What is expected of the nodes there are is right to a few in ten.
    CHECK(nodesWith(1024) <= 1.3 * nodesWith(8));
}

TEST_CASE("adaptive: no number is read from the device for each node", "[quick]") {
    const Problem problem = smallProblem({.seed = 40});
    const auto readsWith = [&](std::int64_t steps) {
        const ReadCounter counter;
        Watch watch;
        static_cast<void>(runMethod(problem, "sig", {{"steps", steps}}, watch));
        return counter.reads();
    };
    CHECK(readsWith(65) == readsWith(17));
}
