// What every method of the registry declares of itself is what its runs do.

#include "tests/support/torch_catch.h"

#include <algorithm>
#include <cmath>

#include "engine/compute/compute_engine.h"
#include "tests/support/explained.h"
#include "tests/support/runs.h"

using namespace sigscope;
using namespace sigscope::testing;
using integration::Direction;

namespace {

/// The integration error that a method may leave on the tiny network, as a share of ΣA.
double largestErrorOf(const std::string& method) {
    // MA-GIG jumps from the pictures to what the tiny autoencoder makes of them, which is not much
    // like them, and back.
    if (method == "ma-gig") return 2;
    // Its gradients are few, and drawn at random.
    if (method == "expected-gradients") return 0.5;
    // SAMP's steps are whole pixels, which it takes by the gradient at their beginning: 34 % of 40
    // pixels a step. Of the others the worst is Blur IG with 1.7 %.
    return method == "samp" ? 0.5 : 0.05;
}

/// Whether a signed map has no negative values here: IDGI's signs are those of the changes of f,
/// which rises all along its path, of a CAM what is negative is left out unless it is asked for,
/// and RISE's are those of f.
bool isPositiveHere(const std::string& method) {
    return method == "idgi" || method == "gradcam" || method == "hirescam" || method == "rise" ||
           method == "xrai";  // Whose regions have the mean of the greatest channel.
}

/// Whether a map is a share or a probability that depends on f, though it has no unit.
bool isShareOfF(const std::string& method) {
    return method == "sobol" || method == "spi-p";
}

/// A real engine with one more method, "silent", of the path methods: it makes a map but reports
/// none of the way. If `searches`, it says that it looks for one.
std::unique_ptr<Engine> engineWithSilentMethod(bool searches) {
    methods::MethodRegistry registry = methods::builtInMethods();
    methods::Method silent = registry.find("ig");
    silent.spec.name = "silent";
    silent.run = [searches](const Problem& problem, const ParameterValues&,
                            const integration::RunContext& context) {
        if (searches) context.observer.searching(Direction::FromStart, problem.baseline);
        integration::Attribution attribution;
        attribution.map = problem.delta().to(at::kDouble);
        attribution.nodes = {{0, 0}, {1, 1}};
        attribution.complete = true;
        return attribution;
    };
    registry.add(std::move(silent));
    return std::make_unique<compute::ComputeEngine>(std::move(registry), EngineOptions{});
}

void checkPath(const RunStory& story, const Explanation& explanation) {
    CHECK(explanation.trace);
    CHECK(explanation.alphas.size() > 2);
    CHECK(story.nodes.size() == explanation.alphas.size());
}

void checkNoPath(const RunStory& story, const Explanation& explanation) {
    CHECK_FALSE(explanation.trace);
    CHECK_FALSE(lacksTrace(explanation));
    CHECK(explanation.alphas.empty());
    CHECK(explanation.f.empty());
    CHECK(explanation.accumulatedSums.empty());
    CHECK(story.nodes.empty());
    for (const Preview& preview : story.previews) CHECK_FALSE(preview.trace);
}

}  // namespace

TEST_CASE("traits: a run has a path, signs and a sum as its method declares", "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods) {
        INFO(method.name);
        ExplainRequest request = tinyRequestOf(method);
        request.tracing = Tracing::Path;
        const RunStory story = runToEnd(*engine, request);
        const auto explanation = explanationOf(story);
        CHECK(explanation->traits == method.traits);
        if (method.traits.hasPath())
            checkPath(story, *explanation);
        else
            checkNoPath(story, *explanation);
        const float lowest = std::ranges::min(explanation->attribution.values);
        if (method.traits.sign == SignUse::None || isPositiveHere(method.name))
            CHECK(lowest > -1e-6F);  // Some are the sum of differences, rounded.
        else
            CHECK(lowest < 0);
        if (!method.traits.isComplete()) continue;
        const Completeness& completeness = explanation->completeness;
        CHECK(std::abs(completeness.integrationError()) <
              largestErrorOf(method.name) * std::abs(completeness.attributionSum));
    }
}

TEST_CASE("traits: what is not in a unit of f is the same of every f", "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods) {
        const bool isOfOneF = !method.objective.empty() || !method.objectives.empty();
        if (isOfOneF || isShareOfF(method.name)) continue;
        INFO(method.name);
        ExplainRequest request = tinyRequestOf(method);
        request.objective = "probability";
        const Array ofProbability = explained(*engine, request)->attribution;
        request.objective = "logit";
        const bool same = explained(*engine, request)->attribution == ofProbability;
        const MapUnit unit = method.traits.unit;
        CHECK(same == (unit == MapUnit::Picture || unit == MapUnit::None));
    }
}

TEST_CASE("traits: no memory is set aside for the trace of a path that is none", "[quick]") {
    const auto engine = makeEngine();
    for (const MethodSpec& method : engine->catalogue().methods) {
        INFO(method.name);
        ExplainRequest request = tinyRequestOf(method);
        const auto untraced = runToEnd(*engine, request).plan->peakBytes;
        request.tracing = Tracing::Path;
        const auto traced = runToEnd(*engine, request).plan->peakBytes;
        CHECK((traced > untraced) == method.traits.hasPath());
    }
}

TEST_CASE("traits: a path method that reports no node still ends, without a trace", "[quick]") {
    for (const bool searches : {false, true}) {
        const auto engine = engineWithSilentMethod(searches);
        ExplainRequest request = tinyRequest();
        request.method = "silent";
        request.tracing = Tracing::Path;
        INFO((searches ? "searching" : "integrating"));
        const auto explanation = explained(*engine, request);
        CHECK_FALSE(explanation->trace);
        CHECK(lacksTrace(*explanation));
        CHECK(explanation->alphas.size() == 2);
    }
}
