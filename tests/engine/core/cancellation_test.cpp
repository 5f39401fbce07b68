// Every method of the registry, stopped at any of its first evaluations: it evaluates no other
// micro-batch, and what it leaves is a part or nothing.

#include <stop_token>

#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

class Deaf final : public integration::Observer {};

ParameterValues parametersOf(const MethodSpec& method) {
    ParameterValues values;
    for (const ParameterSpec& spec : method.parameters)
        if (spec.name == "vae") values["vae"] = std::string("tiny");
    return values;
}

}  // namespace

TEST_CASE("cancelling: each method stops within one micro-batch and keeps what there is",
          "[quick]") {
    int kept = 0;
    for (const MethodSpec& method : methods::builtInMethods().specs())
        for (const int last : {1, 2, 5, 12}) {
            std::stop_source stop;
            int evaluations = 0;
            const auto count = [&] {
                if (++evaluations == last) stop.request_stop();
            };
            const Problem problem = smallProblem({.seed = 41, .beforeEvaluation = count});
            golden::GoldenInputs auxiliary(smallProblem({.seed = 42}).input.unsqueeze(0));
            Deaf observer;
            const auto attribution = runMethod(problem, method.name, parametersOf(method), observer,
                                               512LL << 20, &auxiliary, stop.get_token());
            INFO(method.name << " stopped at evaluation " << last);
            if (attribution.complete) {
                // It was done by then: f at the ends may follow the last micro-batch.
                CHECK(evaluations <= last + 1);
                continue;
            }
            CHECK(evaluations == last);
            if (!attribution.map.defined()) continue;
            CHECK(attribution.nodes.size() >= 2);
            CHECK(attribution.map.isfinite().all().item<bool>());
            ++kept;
        }
    CHECK(kept > 0);
}

TEST_CASE("cancelling: a run that is stopped before it begins evaluates nothing", "[quick]") {
    std::stop_source stop;
    stop.request_stop();
    for (const MethodSpec& method : methods::builtInMethods().specs()) {
        int evaluations = 0;
        const Problem problem =
            smallProblem({.seed = 43, .beforeEvaluation = [&] { ++evaluations; }});
        golden::GoldenInputs auxiliary(smallProblem({.seed = 44}).input.unsqueeze(0));
        Deaf observer;
        const auto attribution = runMethod(problem, method.name, parametersOf(method), observer,
                                           512LL << 20, &auxiliary, stop.get_token());
        INFO(method.name);
        CHECK_FALSE(attribution.complete);
        CHECK_FALSE(attribution.map.defined());
        CHECK(evaluations == 0);
    }
}
