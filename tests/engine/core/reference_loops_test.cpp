// The loops that the engine is timed against do what the published program does: by its golden
// arrays, and by the engine's own methods under the published settings.

#include "engine/bench/reference/reference_loops.h"
#include "engine/api/benchmark.h"
#include "engine/baselines/baseline.h"
#include "engine/models/architectures/network_search.h"
#include "tests/support/golden.h"
#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/synthetic.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

at::Tensor referenceOf(const Problem& problem, const std::string& method,
                       const ParameterValues& parameters, AuxiliaryInputs* auxiliary) {
    bench::Pace pace;
    return bench::runReference(problem, method, parameters, {pace, auxiliary});
}

}  // namespace

TEST_CASE("reference loops: equal the published program's tiny arrays", "[quick]") {
    const std::string suffix = "/attribution";
    int compared = 0;
    for (const auto& file : golden::files(golden::Kind::Tiny)) {
        const auto arrays = golden::load(file);
        const auto classifier = models::loadClassifier(golden::tinyNetFile().string(), c10::kCPU,
                                                       c10::kDouble, models::Form::Published);
        golden::GoldenInputs auxiliary(arrays, *classifier);
        for (const auto& [name, array] : arrays) {
            if (!name.ends_with(suffix)) continue;
            const auto settings = golden::tinySettings(name.substr(0, name.size() - suffix.size()));
            if (!settings) continue;
            INFO(file.filename().string() << ": " << name);
            const at::Tensor& input = arrays.at("input");
            const Problem problem{
                classifier,
                input,
                baselines::makeBaseline(settings->baseline, input, classifier->preprocessing),
                {settings->objective, arrays.at("label").item<int>()}};
            const at::Tensor map =
                referenceOf(problem, settings->method, settings->parameters, &auxiliary);
            // Both in float64.
            CHECK(relativeError(map, array) <= 1e-8);
            ++compared;
        }
    }
    CHECK((compared > 0 || golden::files(golden::Kind::Tiny).empty()));
}

TEST_CASE("reference loops: equal the engine under the published settings", "[quick]") {
    const Problem problem = smallProblem({.seed = 77, .side = 20});
    golden::GoldenInputs auxiliary(at::stack({problem.input.flip(1), problem.input.flip(2)}));
    class Silent final : public integration::Observer {
    } observer;
    const auto registry = methods::builtInMethods();
    int compared = 0;
    for (const MethodSpec& spec : registry.specs()) {
        if (!bench::hasReference(spec.name)) continue;
        INFO(spec.name);
        ParameterValues values = spec.parity;
        const ParameterValues small{{"steps", std::int64_t{24}},
                                    {"updates", std::int64_t{24}},
                                    {"sigma-max", 2.0},
                                    {"vae", std::string("tiny")}};
        for (const auto& [name, value] : small)
            if (hasParameter(spec, name)) values[name] = value;
        const at::Tensor engine =
            runMethod(problem, spec.name, values, observer, 512LL << 20, &auxiliary).map;
        CHECK(relativeError(referenceOf(problem, spec.name, values, &auxiliary), engine) <= 1e-8);
        ++compared;
    }
    CHECK(compared > 0);
}

TEST_CASE("reference loops: Guided IG equals on a ResNet-18 in float64", "[method.gig]") {
    const auto state = golden::syntheticState(golden::torchvisionShapes("resnet18"));
    const auto located = models::locateNetwork(state);
    const auto classifier = std::make_shared<models::Classifier>();
    // One network for both: other kernels would round otherwise, and the walks would part.
    classifier->network =
        models::buildWhole(located, {c10::kCPU, c10::kDouble, models::Form::Fast}).product;
    classifier->dtype = c10::kDouble;
    const at::Tensor input = golden::syntheticStream("input", {3, 64, 64});
    // No two elements of the baseline are alike, so that few gradients are.
    const Problem problem{classifier,
                          input,
                          0.1 * golden::syntheticStream("baseline", {3, 64, 64}),
                          {Objective::Kind::Logit, 7}};
    ParameterValues values = methods::builtInMethods().find("gig").spec.parity;
    values["steps"] = std::int64_t{8};
    const at::Tensor engine = runMethod(problem, "gig", values).map;
    CHECK(engine.abs().sum().item<double>() > 0);
    CHECK(relativeError(referenceOf(problem, "gig", values, nullptr), engine) <= 1e-8);
}

TEST_CASE("reference loops: go as far as they are told", "[quick]") {
    const Problem problem = smallProblem({.seed = 78});
    golden::GoldenInputs auxiliary(problem.input.unsqueeze(0));
    for (const char* method : {"ig", "sig", "gig", "ig2", "agi", "samp"}) {
        INFO(method);
        int counted = 0;
        bench::Pace pace(7, {}, [&counted](int evaluations) { counted = evaluations; });
        static_cast<void>(bench::runReference(problem, method, {}, {pace, &auxiliary}));
        CHECK(counted == 7);
        std::stop_source stop;
        stop.request_stop();
        bench::Pace stopped(7, stop.get_token(), [](int) { FAIL("it was stopped"); });
        static_cast<void>(bench::runReference(problem, method, {}, {stopped, &auxiliary}));
    }
}
