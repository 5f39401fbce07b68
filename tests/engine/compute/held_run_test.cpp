// What happens while the compute thread is held inside a run.

#include <latch>

#include "engine/compute/compute_engine.h"
#include "engine/io/sha256.h"
#include "tests/support/runs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// SIG that does not go on until it was released: the compute thread is held inside a run.
methods::Method heldMethod(std::latch& entered, std::latch& released) {
    methods::Method method = methods::builtInMethods().find("sig");
    method.spec.name = "held";
    method.run = [run = method.run, &entered, &released](const Problem& problem,
                                                         const ParameterValues& values,
                                                         const integration::RunContext& context) {
        entered.count_down();
        released.wait();
        return run(problem, values, context);
    };
    return method;
}

}  // namespace

TEST_CASE("engine: what becomes of the weights' file during a run is no matter", "[quick]") {
    const sigscope::tests::TemporaryFolder folder;
    ExplainRequest request = tinyRequest();
    const std::string expected = io::sha256OfFile(request.model);
    request.method = "held";
    for (const bool replaced : {false, true}) {
        const auto file = folder.path() / "net.safetensors";
        std::filesystem::copy(request.model, file);
        ExplainRequest ofCopy = request;
        ofCopy.model = file.string();
        std::latch entered(1);
        std::latch released(1);
        methods::MethodRegistry registry = methods::builtInMethods();
        registry.add(heldMethod(entered, released));
        compute::ComputeEngine engine(std::move(registry), {});
        const auto eventQueue = std::make_shared<RunEventQueue>();
        engine.submit(ofCopy, eventQueue);
        entered.wait();
        std::filesystem::remove(file);
        if (replaced) static_cast<void>(folder.write("net.safetensors", std::string("others")));
        released.count_down();
        const RunEnd end = waitForEnd(*eventQueue).end;
        REQUIRE(end.kind == RunEnd::Kind::Completed);
        CHECK_THAT(end.explanation->recipe, Catch::Contains(expected));
        std::filesystem::remove(file);
    }
}

TEST_CASE("engine: what waits is replaced while the compute thread is held", "[quick]") {
    std::latch entered(1);
    std::latch released(1);
    methods::MethodRegistry registry = methods::builtInMethods();
    registry.add(heldMethod(entered, released));
    compute::ComputeEngine engine(std::move(registry), {});
    const auto held = std::make_shared<RunEventQueue>();
    const auto waiting = std::make_shared<RunEventQueue>();
    const auto last = std::make_shared<RunEventQueue>();
    ExplainRequest request = tinyRequest();
    request.method = "held";
    engine.submit(request, held);
    entered.wait();
    engine.submit(tinyRequest(), waiting);
    engine.submit(tinyRequest(), last);
    // Reported while the compute thread still stands.
    CHECK(waitForEnd(*waiting).end.kind == RunEnd::Kind::Cancelled);
    released.count_down();
    CHECK(waitForEnd(*held).end.kind == RunEnd::Kind::Cancelled);
    CHECK(waitForEnd(*last).end.kind == RunEnd::Kind::Completed);
}
