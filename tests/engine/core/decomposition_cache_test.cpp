#include "engine/paths/spectral/decomposition_cache.h"

#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

TEST_CASE("decompositions: the same difference is decomposed once, by its content", "[quick]") {
    const at::Tensor delta = smallProblem({.seed = 95}).delta();
    paths::DecompositionCache cache;
    const at::Tensor left = cache.channels(delta).left;
    const at::Tensor jointly = cache.joint(delta).left;
    CHECK(cache.channels(delta.clone()).left.is_same(left));
    CHECK(cache.joint(delta.clone()).left.is_same(jointly));
    CHECK_FALSE(left.is_same(jointly));
    CHECK_FALSE(cache.channels(2 * delta).left.is_same(left));
    CHECK(cache.channels(2 * delta).left.equal(paths::decompose(2 * delta).left));
    CHECK(cache.channels(delta.to(at::kFloat)).left.dtype() == at::kFloat);
}

TEST_CASE("decompositions: another overlap takes the kept components and gives the same map",
          "[quick]") {
    const Problem problem = smallProblem({.seed = 96});
    const methods::Method sig = methods::builtInMethods().find("sig");
    integration::Observer nobody;
    paths::DecompositionCache cache;
    at::Tensor kept;
    for (const double overlap : {0.4, 0.7}) {
        integration::BatchSizer batches(8);
        const ParameterValues values{{"overlap", overlap}};
        const integration::RunContext context{{}, nobody, batches, 512LL << 20, nullptr, &cache};
        const auto attribution = sig.run(problem, values, context);
        CHECK(attribution.map.equal(runMethod(problem, "sig", values).map));
        const at::Tensor left = cache.channels(problem.delta()).left;
        if (kept.defined()) CHECK(left.is_same(kept));
        kept = left;
    }
}
