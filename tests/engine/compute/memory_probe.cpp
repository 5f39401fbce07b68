// Runs one explanation in a process of its own and prints what its plan predicted and what it then
// took: "predicted_bytes measured_bytes". Started by memory_test.
//
// memory_probe engine METHOD RULE STEPS none|path     on EfficientNet-Lite0 and the sample: of the
//                                                     process
// memory_probe several METHOD RULE STEPS none|path    the same from three baselines
// memory_probe method METHOD RULE STEPS BUDGET_BYTES  on a small network, without the engine: of
//                                                     tensors, as Torch counts them

#include <malloc.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "engine/api/process_memory.h"
#include "engine/compute/memory_meter.h"
#include "tests/support/forwarding_observer.h"
#include "tests/support/runs.h"
#include "tests/support/small_problem.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// Measures from the moment the plan is known.
class Meter final : public ForwardingObserver {
public:
    using ForwardingObserver::ForwardingObserver;

    void started(RunId, const Plan& plan, std::shared_ptr<const Scene>) override {
        malloc_trim(0);  // What was freed, and only kept for the run to come, is part of its need.
        resetPeakMemory();
        before = residentMemory();
        predicted = plan.peakBytes;
    }
    void completed(RunId run, std::shared_ptr<const Explanation> explanation) override {
        peak = peakMemory();
        ForwardingObserver::completed(run, std::move(explanation));
    }

    std::int64_t predicted = 0;
    std::int64_t before = 0;
    std::int64_t peak = 0;
};

int probeEngine(const ExplainRequest& request) {
    const auto engine = makeEngine();
    const auto eventQueue = std::make_shared<RunEventQueue>();
    const auto meter = std::make_shared<Meter>(eventQueue);
    engine->submit(request, meter);
    const RunStory story = waitForEnd(*eventQueue);
    if (story.end.kind != RunEnd::Kind::Completed) {
        std::cerr << story.end.error << '\n';
        return 1;
    }
    std::cout << meter->predicted << ' ' << meter->peak - meter->before << '\n';
    return 0;
}

int probeMethod(const std::string& method, const ParameterValues& values, std::int64_t budget) {
    class Silent final : public integration::Observer {};
    Silent observer;
    const Problem problem = smallProblem({.seed = 31, .side = 160, .dtype = c10::kFloat});
    const std::int64_t peak = compute::peakTensorBytes(
        [&] { static_cast<void>(runMethod(problem, method, values, observer, budget)); });
    std::cout << 0 << ' ' << peak << '\n';
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 6) return 2;
    const std::string method = argv[2];
    const ParameterValues values{{"rule", std::string(argv[3])},
                                 {"steps", std::int64_t{std::stoll(argv[4])}}};
    if (argv[1] == std::string("method")) return probeMethod(method, values, std::stoll(argv[5]));
    ExplainRequest request = tinyRequest();
    request.model = "efficientnet-lite0";
    request.method = method;
    request.parameters = values;
    // Small, so that a micro-batch is as large as planned on a busy machine too.
    request.preprocessing = {{"input-size", std::int64_t{128}}, {"resize", std::int64_t{146}}};
    if (argv[1] == std::string("several"))
        request.baselines = {NamedBaseline::Black, NamedBaseline::White, NamedBaseline::Blur};
    request.tracing = argv[5] == std::string("path") ? Tracing::Path : Tracing::None;
    return probeEngine(request);
}
