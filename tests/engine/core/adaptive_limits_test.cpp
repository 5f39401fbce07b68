// Adaptive integration where memory is short, and on devices that take one point or many at once.

#include <ATen/record_function.h>

#include <string_view>

#include "tests/support/integration_watch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

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

TEST_CASE("adaptive: with little memory, few gradients make a map as good to a factor of two",
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
    {
        const ReadCounter counter;
        static_cast<void>(problem.input[0][0][0].item<double>());
        REQUIRE(counter.reads() == 1);  // It does see them.
    }
    const auto readsWith = [&](std::int64_t steps) {
        const ReadCounter counter;
        Watch watch;
        static_cast<void>(runMethod(problem, "sig", {{"steps", steps}}, watch));
        return counter.reads();
    };
    CHECK(readsWith(65) == readsWith(17));
}

TEST_CASE("adaptive: a map of rounding alone is zero, and takes no more nodes than to see that",
          "[quick]") {
    Problem problem = smallProblem({.seed = 36, .dtype = c10::kFloat});
    const at::Tensor direction = at::arange(problem.input.numel()).sin().view_as(problem.input);
    const auto attributionFrom = [&](double distance) {
        problem.baseline = problem.input + distance * direction;
        Watch watch;
        integration::BatchSizer batches(8);
        return methods::builtInMethods().find("ig").run(problem, tolerance(0.1),
                                                        {{}, watch, batches, 512LL << 20});
    };
    // A unit in the last place of inputs of about 1.
    const auto zero = attributionFrom(1e-7);
    CHECK(normOf(zero.map) <= zero.rounding);
    CHECK(zero.nodes.size() <= 24);
    // A quarter of a grey level is a difference.
    const auto faint = attributionFrom(1e-3);
    CHECK(normOf(faint.map) > faint.rounding);
}
