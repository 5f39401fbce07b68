// Surfaces as tasks of the real engine: their values, their bounds, and how they are stopped.

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "engine/api/baseline_list.h"
#include "engine/compute/preparation.h"
#include "engine/methods/method_registry.h"
#include "engine/paths/path_plane.h"
#include "engine/problem/gradients.h"
#include "tests/support/runs.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;

namespace {

SurfaceRequest tinySurface(int resolution = 7) {
    return {tinyRequest(), resolution};
}

struct SurfaceStory {
    std::optional<Plan> plan;
    std::optional<SurfaceProgress> progress;
    SurfaceEnd end;
};

SurfaceStory waitForSurface(SurfaceEventQueue& queue) {
    SurfaceStory story;
    while (true) {
        SurfaceEvents events = queue.wait();
        if (events.plan) story.plan = events.plan;
        if (events.progress) story.progress = events.progress;
        if (!events.end) continue;
        story.end = *events.end;
        return story;
    }
}

SurfaceStory surfaceOf(Engine& engine, const SurfaceRequest& request) {
    const auto queue = std::make_shared<SurfaceEventQueue>();
    engine.computeSurface(request, queue);
    return waitForSurface(*queue);
}

/// Cancels its surface when that tells how far it is for the first time.
class CancellingObserver final : public SurfaceObserver {
public:
    explicit CancellingObserver(Engine& engine) : m_engine(engine) {}

    void follow(RunId run) { m_run.set_value(run); }
    void started(const Plan&) override {}
    void progress(const SurfaceProgress& progress) override {
        if (++calls == 1) m_engine.cancel(m_run.get_future().get());
        last = progress;
    }
    void completed(std::shared_ptr<const Surface>) override { m_end.set_value("completed"); }
    void cancelled() override { m_end.set_value("cancelled"); }
    void failed(const RunFailure& failure) override { m_end.set_value(failure.message); }

    [[nodiscard]] std::string end() { return m_end.get_future().get(); }

    int calls = 0;
    SurfaceProgress last;

private:
    Engine& m_engine;
    std::promise<RunId> m_run;
    std::promise<std::string> m_end;
};

}  // namespace

TEST_CASE("surface: its grid has what the network says of the plane's points", "[quick]") {
    const auto engine = makeEngine();
    const SurfaceRequest request = tinySurface();
    const SurfaceStory story = surfaceOf(*engine, request);
    INFO(story.end.failure.message);
    REQUIRE(story.end.surface);
    const Surface& surface = *story.end.surface;
    REQUIRE(surface.f.size() == 49);
    CHECK(surface.evaluations == surfaceEvaluations(7));
    CHECK(story.plan->evaluations == surfaceEvaluations(7));
    CHECK(story.progress->done == story.progress->total);

    compute::ComputeContext context;
    const compute::Preparation preparation = compute::prepare(request.explain, context);
    const auto path = methods::builtInMethods().find("sig").path(preparation.problem, {}, nullptr);
    const paths::PathPlane plane(preparation.problem.baseline, preparation.problem.input, *path,
                                 surface.paths.back().alphas);
    CHECK(surface.farthestAlpha == plane.farthestAlpha());
    for (const auto& [row, column] : {std::pair(0, 0), std::pair(2, 5), std::pair(6, 6)}) {
        const double along = std::lerp(surface.along.low, surface.along.high, column / 6.0);
        const double aside = std::lerp(surface.aside.low, surface.aside.high, row / 6.0);
        const double direct =
            evaluateValues(preparation.problem, plane.points({along}, {aside})).front();
        // Batches of other sizes are summed in another order, in float32.
        CHECK(surface.at(row, column) == Approx(direct).epsilon(1e-5));
    }
}

TEST_CASE(
    "surface: both paths go from x′ to x, and the spanning one leaves the plane by what is said",
    "[quick]") {
    const auto engine = makeEngine();
    const SurfaceStory story = surfaceOf(*engine, tinySurface(5));
    REQUIRE(story.end.surface);
    const Surface& surface = *story.end.surface;
    REQUIRE(surface.paths.size() == 2);
    CHECK(surface.paths[0].method == "ig");
    CHECK(surface.paths[1].method == "sig");
    for (const PlanePath& path : surface.paths) {
        REQUIRE(path.f.size() == surfacePathPoints);
        CHECK(path.along.front() == Approx(0).margin(1e-6));
        CHECK(path.along.back() == Approx(1));
        CHECK(path.aside.back() == Approx(0).margin(1e-6));
    }
    // The same two pictures, evaluated in batches of other neighbours.
    CHECK(surface.paths[0].f.front() == Approx(surface.paths[1].f.front()).epsilon(1e-5));
    CHECK(surface.paths[0].f.back() == Approx(surface.paths[1].f.back()).epsilon(1e-5));
    CHECK(std::ranges::max(surface.paths[0].distances) < 1e-6);
    CHECK(surface.distance == std::ranges::max(surface.paths[1].distances));
    CHECK(surface.distance > 0);
    CHECK(surface.aside.low <= std::ranges::min(surface.paths[1].aside));
    CHECK(surface.aside.high >= std::ranges::max(surface.paths[1].aside));
    CHECK(nlohmann::json::parse(surface.recipe).at("method") == "sig");
}

TEST_CASE("surface: it stops between two micro-batches", "[quick]") {
    const auto engine = makeEngine();
    const auto observer = std::make_shared<CancellingObserver>(*engine);
    observer->follow(engine->computeSurface(tinySurface(101), observer));
    CHECK(observer->end() == "cancelled");
    CHECK(observer->calls == 1);
    CHECK(observer->last.done < observer->last.total);
}

TEST_CASE("surface: what makes no sense is said in a sentence", "[quick]") {
    const auto engine = makeEngine();
    const auto refusal = [&](const SurfaceRequest& request) {
        const SurfaceEnd end = surfaceOf(*engine, request).end;
        CHECK(end.kind == RunEnd::Kind::Failed);
        CHECK(end.failure.cause == FailureCause::Input);
        return end.failure.message;
    };
    SurfaceRequest straight = tinySurface();
    straight.explain.method = "ig";
    CHECK_THAT(refusal(straight), Contains("ig has no curved path"));
    CHECK_THAT(refusal(tinySurface(2)), Contains("resolution is 2"));
    SurfaceRequest several = tinySurface();
    setBaselines(several.explain, {NamedBaseline::Black, NamedBaseline::Mean});
    CHECK_THAT(refusal(several), Contains("several baselines"));
}
