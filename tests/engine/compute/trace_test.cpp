#include "engine/trace/trace_recorder.h"

#include <future>

#include "engine/problem/array_tensor.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// Records a trace, and beside it the contributions in full precision.
class Recording final : public integration::Observer {
public:
    explicit Recording(std::int64_t budget) : m_recorder({}, budget) {}

    void planned(const integration::NodesAhead& nodes, integration::RuleWeights weights,
                 const integration::Parametrisation& parametrisation) override {
        m_recorder.planned(nodes, weights, parametrisation);
    }
    void evaluated(const integration::EvaluatedNode& node) override { m_recorder.evaluated(node); }
    void intervalClosed(double left, const at::Tensor& contribution) override {
        m_recorder.intervalClosed(left, contribution);
        m_parts[left] = contribution;
    }
    void advanced(const integration::Accumulator& accumulator,
                  const integration::Remaining&) override {
        m_sums = accumulator.accumulatedSums();
    }

    /// A up to node `index`, in full precision.
    [[nodiscard]] at::Tensor prefix(std::size_t index) const {
        at::Tensor sum = at::zeros_like(m_parts.begin()->second, at::kDouble);
        for (auto part = m_parts.begin(); index > 0; ++part, --index) sum += part->second;
        return sum;
    }
    [[nodiscard]] std::shared_ptr<const PathTrace> trace(const at::Tensor& total) {
        return m_recorder.finished(m_sums, toArray(total));
    }
    /// Of the same nodes, but with the last prefix map alone. Of each, nothing was asked yet.
    [[nodiscard]] std::shared_ptr<const PathTrace> snapshot(const at::Tensor& total) const {
        return m_recorder.snapshot(m_sums, toArray(total));
    }

private:
    trace::TraceRecorder m_recorder;
    std::map<double, at::Tensor> m_parts;  ///< By where the interval begins.
    std::vector<double> m_sums;
};

constexpr std::int64_t mapBytes = 3 * 16 * 16 * sizeof(float);

double largestDifference(const Array& a, const Array& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        largest = std::max(largest, std::abs(double{a.values[i]} - double{b.values[i]}));
    return largest;
}

}  // namespace

TEST_CASE("trace: its last frame is the exported map, whatever the rule and the thinning",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 21});
    for (const char* method : {"gradient-x-input", "ig", "sig"})
        for (const char* rule : {"trapezoid", "reference"})
            for (const std::int64_t steps : {2, 17, 100, 129})
                for (const std::int64_t budget : {1000 * mapBytes, 7 * mapBytes, 1 * mapBytes})
                    for (const double overlap : {0.0, 0.4}) {
                        ParameterValues values{{"steps", steps}, {"rule", std::string(rule)}};
                        if (std::string(method) == "sig") values["overlap"] = overlap;
                        if (std::string(method) == "gradient-x-input") values.clear();
                        Recording recording(budget);
                        const auto attribution = runMethod(problem, method, values, recording);
                        const auto trace = recording.trace(attribution.map);
                        INFO(method << ' ' << rule << ' ' << steps << ' ' << budget);
                        REQUIRE(trace->frame(1).accumulated == toArray(attribution.map));
                        REQUIRE(trace->nodes().size() == attribution.nodes.size());
                    }
}

TEST_CASE("trace: at every node the map is what the rule accumulated", "[quick]") {
    const Problem problem = smallProblem({.seed = 22});
    // With 353 the parts' ends are no round numbers.
    for (const auto& [rule, steps] :
         {std::pair("trapezoid", 65), {"reference", 65}, {"reference", 353}}) {
        INFO(rule << ' ' << steps);
        const ParameterValues values{{"steps", std::int64_t{steps}}, {"rule", std::string(rule)}};
        Recording recording(1000 * mapBytes);
        const auto attribution = runMethod(problem, "sig", values, recording);
        const auto trace = recording.trace(attribution.map);
        const double scale = attribution.map.abs().max().item<double>();
        for (std::size_t i = 0; i < attribution.nodes.size(); ++i) {
            const Frame frame = trace->frame(attribution.nodes[i].alpha);
            const Array expected = toArray(recording.prefix(i));
            // Prefix maps are float32; between them gradients are halves: 2⁻¹¹ of at most 16
            // contributions.
            const double tolerance = (i % 16 == 0 ? 1e-6 : 1e-3) * scale;
            CHECK(largestDifference(frame.accumulated, expected) <= tolerance);
            CHECK((trace->mapAt(attribution.nodes[i].alpha) == frame.accumulated));
            CHECK(frame.accumulatedSum == Approx(trace->accumulatedSums()[i]).margin(1e-3 * scale));
            CHECK(frame.f == Approx(attribution.nodes[i].f));
        }
    }
}

TEST_CASE("trace: a moment's map has the same bits, whatever was asked for before it", "[quick]") {
    const Problem problem = smallProblem({.seed = 30});
    for (const char* rule : {"trapezoid", "reference"}) {
        const ParameterValues values{{"steps", std::int64_t{65}}, {"rule", std::string(rule)}};
        Recording recording(1000 * mapBytes);
        const auto attribution = runMethod(problem, "sig", values, recording);
        const auto snapshot = recording.snapshot(attribution.map);
        const auto trace = recording.trace(attribution.map);
        const std::vector<double> onwards{0, 0.1, 0.11, 0.26, 0.27, 0.5, 0.501, 0.74, 0.97, 1};
        std::vector<Array> maps;
        for (const double alpha : onwards) {
            maps.push_back(trace->mapAt(alpha));
            INFO(rule << ' ' << alpha);
            // One that was never asked begins at the path's start.
            CHECK((snapshot->mapAt(alpha) == recording.snapshot(attribution.map)->mapAt(alpha)));
        }
        for (const std::size_t i : {8, 7, 6, 5, 4, 3, 2, 1, 0, 7, 1, 9, 4, 2, 8})
            CHECK((trace->mapAt(onwards[i]) == maps[i]));
        // Cards of one result, and a film of it, ask at once.
        const auto asksAll = [&] {
            bool same = true;
            for (std::size_t i = 0; i < maps.size(); ++i)
                same = trace->mapAt(onwards[i]) == maps[i] && same;
            return same;
        };
        auto first = std::async(std::launch::async, asksAll);
        auto second = std::async(std::launch::async, asksAll);
        CHECK(first.get());
        CHECK(second.get());
    }
}

TEST_CASE("trace: between nodes the map grows steadily from one to the next", "[quick]") {
    const Problem problem = smallProblem({.seed = 23});
    Recording recording(1000 * mapBytes);
    const auto attribution = runMethod(problem, "ig", {{"steps", std::int64_t{17}}}, recording);
    const auto trace = recording.trace(attribution.map);
    const double from = trace->frame(3.0 / 16).accumulatedSum;
    const double to = trace->frame(4.0 / 16).accumulatedSum;
    // On the straight path the middle of an interval has half of its contribution.
    CHECK(trace->frame(3.5 / 16).accumulatedSum == Approx((from + to) / 2).epsilon(1e-3));
    CHECK(trace->frame(3.5 / 16).stepSum == Approx(16 * (to - from)).epsilon(1e-3));
}

TEST_CASE("trace: a frame says over which step dA/dα is the mean", "[quick]") {
    const Problem problem = smallProblem({.seed = 23});
    const ParameterValues values{{"steps", std::int64_t{17}}};
    Recording whole(1000 * mapBytes);
    const auto all = runMethod(problem, "ig", values, whole);
    const Frame fine = whole.trace(all.map)->frame(3.5 / 16);
    CHECK(fine.stepFrom == 3.0 / 16);
    CHECK(fine.stepTo == 4.0 / 16);
    // Without gradients it is the part between two maps that are kept: here the only one.
    Recording thin(1 * mapBytes);
    const auto same = runMethod(problem, "ig", values, thin);
    const Frame coarse = thin.trace(same.map)->frame(3.5 / 16);
    CHECK(coarse.stepFrom == 0);
    CHECK(coarse.stepTo == 1);
    CHECK(coarse.stepSum == Approx(coarse.accumulatedSum * 16 / 3.5).epsilon(1e-6));
}

TEST_CASE("trace: without two nodes there is nothing to scrub", "[quick]") {
    const Problem problem = smallProblem({.seed = 26});
    trace::TraceRecorder recorder(problem.classifier->preprocessing, 1000 * mapBytes);
    CHECK(recorder.snapshot({}, toArray(problem.input)) == nullptr);
    CHECK(recorder.finished({}, toArray(problem.input)) == nullptr);
    recorder.searching(integration::Direction::FromStart, problem.baseline);
    CHECK(recorder.snapshot({}, toArray(problem.input)) == nullptr);
    CHECK(recorder.finished({}, toArray(problem.input)) == nullptr);
}

TEST_CASE("trace: a frame shows the path's picture in colours and its spectrum", "[quick]") {
    const Problem problem = smallProblem({.seed = 24});
    Recording recording(1000 * mapBytes);
    const auto attribution = runMethod(problem, "sig", {}, recording);
    const auto trace = recording.trace(attribution.map);
    const models::Preprocessing& preprocessing = problem.classifier->preprocessing;
    const Array expected = toArray(models::denormalise(problem.input, preprocessing).clamp(0, 1));
    CHECK(largestDifference(trace->frame(1).point, expected) < 1e-5);
    CHECK(std::ranges::max(trace->frame(0).spectrum.values) == 0);
}

TEST_CASE("trace: the largest value of the spectra is that of the path's sampled points",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 24});
    for (const double overlap : {0.0, 0.4}) {
        Recording recording(1000 * mapBytes);
        const auto attribution = runMethod(problem, "sig", {{"overlap", overlap}}, recording);
        const auto trace = recording.trace(attribution.map);
        float sampled = 0;
        float along = 0;
        for (int sample = 1; sample <= 8 * spectrumSamples; ++sample) {
            const double position = static_cast<double>(sample) / (8 * spectrumSamples);
            const float largest = std::ranges::max(trace->frame(position).spectrum.values);
            if (sample % 8 == 0) sampled = std::max(sampled, largest);
            along = std::max(along, largest);
        }
        // The same numbers of float32, computed twice.
        CHECK(trace->spectrumMaximum() == Approx(sampled).epsilon(1e-6));
        // log(1 + |F|) is flat where |F| is large: what lies between is hardly more.
        CHECK(along <= 1.05 * trace->spectrumMaximum());
    }
}

TEST_CASE("trace: a spectral path says what it switches on and when", "[quick]") {
    const Problem problem = smallProblem({.seed = 25});
    Recording recording(1000 * mapBytes);
    const auto attribution = runMethod(problem, "sig", {{"overlap", 0.25}}, recording);
    const auto components = recording.trace(attribution.map)->components();
    REQUIRE(components);
    REQUIRE(components->groups.size() == 3);
    for (int channel = 0; channel < 3; ++channel) {
        const ComponentGroup& group = components->groups[channel];
        const at::Tensor sigma = at::linalg_svdvals(problem.delta()[channel]).to(at::kDouble);
        CHECK(group.largest == Approx(sigma[0].item<double>()));
        REQUIRE(group.strengths.size() == 16);
        for (int i = 0; i < 16; ++i)
            CHECK(group.strengths[i] * group.largest ==
                  Approx(sigma[i].item<double>()).margin(1e-6 * group.largest));
    }
    // (1 − λ)(1 − r) = 0.375 is where a component of half the strength begins; it takes λ.
    CHECK(components->gate(0.375, 0.5) == 0);
    CHECK(components->gate(0.5, 0.5) == Approx(0.5));
    CHECK(components->gate(0.625, 0.5) == 1);
}

TEST_CASE("trace: the components' shares add up to the attribution", "[quick]") {
    const Problem problem = smallProblem({.seed = 27});
    for (const char* rule : {"trapezoid", "reference"})
        for (const double overlap : {0.0, 0.4}) {
            Recording recording(1000 * mapBytes);
            const auto attribution = runMethod(
                problem, "sig", {{"overlap", overlap}, {"rule", std::string(rule)}}, recording);
            const auto trace = recording.trace(attribution.map);
            const auto shares = trace->componentShares({});
            REQUIRE(shares);
            double sum = 0;
            double magnitude = 0;
            for (const auto& group : shares->groups)
                for (const double share : group) {
                    sum += share;
                    magnitude += std::abs(share);
                }
            const double total = attribution.map.sum().item<double>();
            CHECK(sum + shares->residual == Approx(total).epsilon(1e-9).margin(1e-12));
            // Gradients are halves: 2⁻¹¹ of what they contribute.
            CHECK(std::abs(shares->residual) <= 1e-3 * magnitude);
        }
}

TEST_CASE("trace: bands of components make pictures and earn maps that add up to the path's",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 29});
    for (const char* rule : {"trapezoid", "reference"}) {
        Recording recording(1000 * mapBytes);
        const auto attribution =
            runMethod(problem, "sig", {{"rule", std::string(rule)}}, recording);
        const auto trace = recording.trace(attribution.map);
        for (const double alpha : {0.3, 0.7, 0.55, 1.0}) {
            const Frame whole = trace->frame(alpha);
            const auto low = trace->bandFrame(alpha, {1, 5}, {});
            const auto high = trace->bandFrame(alpha, {6, 16}, {});
            const auto all = trace->bandFrame(alpha, {1, 16}, {});
            REQUIRE((low && high && all));
            // Pictures in [0, 1], by products in float32.
            CHECK(largestDifference(all->point, whole.point) < 1e-4);
            Array added = low->accumulated;
            for (std::size_t i = 0; i < added.values.size(); ++i)
                added.values[i] += high->accumulated.values[i];
            double largest = 0;
            for (const float value : whole.accumulated.values)
                largest = std::max(largest, std::abs(double{value}));
            // Gradients are halves; prefix maps are exact.
            CHECK(largestDifference(added, whole.accumulated) < 1e-2 * largest);
            CHECK(low->accumulatedSum + high->accumulatedSum ==
                  Approx(all->accumulatedSum).epsilon(1e-4).margin(1e-6));
            CHECK(std::isnan(low->f));
        }
        const auto shares = trace->componentShares({});
        double share = 0;
        for (const auto& group : shares->groups)
            for (std::size_t i = 0; i < 5; ++i) share += group[i];
        CHECK(trace->bandFrame(1, {1, 5}, {})->accumulatedSum ==
              Approx(share).epsilon(1e-3).margin(1e-6));
    }
}

TEST_CASE("trace: without gradients, and once stopped, there are no shares", "[quick]") {
    const Problem problem = smallProblem({.seed = 28});
    Recording thin(1 * mapBytes);
    const auto attribution = runMethod(problem, "sig", {}, thin);
    CHECK_FALSE(thin.trace(attribution.map)->componentShares({}));
    CHECK_FALSE(thin.trace(attribution.map)->bandFrame(1, {1, 2}, {}));
    Recording whole(1000 * mapBytes);
    const auto again = runMethod(problem, "sig", {}, whole);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(whole.trace(again.map)->componentShares(stop.get_token()));
    CHECK_FALSE(whole.trace(again.map)->bandFrame(1, {1, 2}, stop.get_token()));
}

TEST_CASE("trace: a straight path switches nothing on", "[quick]") {
    const Problem problem = smallProblem({.seed = 26});
    Recording recording(1000 * mapBytes);
    const auto attribution = runMethod(problem, "ig", {}, recording);
    const auto trace = recording.trace(attribution.map);
    CHECK_FALSE(trace->components());
    CHECK(trace->frame(1).radialEnergy.size() == 9);  // 16 × 16 pixels.
}

TEST_CASE("trace: what does not fit the budget is thinned", "[quick]") {
    const trace::TraceLayout roomy = trace::layOut({129, true}, mapBytes, 1000 * mapBytes);
    CHECK(roomy.gradientNodes == 129);
    CHECK(roomy.cells == 8);
    const trace::TraceLayout tight = trace::layOut({2000, true}, mapBytes, 100 * mapBytes);
    CHECK(tight.gradientNodes == 0);
    CHECK(tight.bytes <= 100 * mapBytes);
    CHECK(tight.cells < 125);
    // As many gradients as fit, in case there are no more nodes.
    const trace::TraceLayout unknown = trace::layOut({1025, false}, mapBytes, 200 * mapBytes);
    CHECK(unknown.gradientNodes > 200);
    CHECK(unknown.bytes <= 200 * mapBytes);
}
