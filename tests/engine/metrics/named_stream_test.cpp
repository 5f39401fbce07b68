#include "engine/problem/named_stream.h"

#include "tests/support/synthetic.h"
#include "tests/support/torch_catch.h"

using sigscope::NamedStream;
namespace golden = sigscope::golden;

TEST_CASE("named stream: the numbers of a name are those of synthetic weights", "[quick]") {
    // 2u − 1 of the same stream: another implementation of it.
    const at::Tensor synthetic = golden::syntheticStream("input", {100});
    const NamedStream stream("input");
    CHECK(at::equal(2 * stream.uniforms(100) - 1, synthetic));
    CHECK(stream.uniform(3) == stream.uniforms(3)[2].item<double>());
}

TEST_CASE("named stream: a permutation has each number once, in the uniforms' order", "[quick]") {
    const NamedStream stream("rise/1/grid/17");
    const at::Tensor order = stream.permutation(50);
    CHECK(at::equal(std::get<0>(order.sort()), at::arange(50)));
    const at::Tensor ascending = stream.uniforms(50).index_select(0, order);
    CHECK((ascending.diff() >= 0).all().item<bool>());
}

TEST_CASE("named stream: normal numbers have the moments of a normal distribution", "[quick]") {
    const at::Tensor normals = NamedStream("lime/1/samples/0").normals(20'000);
    // Three standard errors of 20,000 numbers.
    CHECK(normals.mean().item<double>() == Approx(0).margin(0.022));
    CHECK(normals.std().item<double>() == Approx(1).margin(0.015));
    CHECK(normals.pow(4).mean().item<double>() == Approx(3).margin(0.21));
    CHECK(at::equal(normals.slice(0, 0, 10), NamedStream("lime/1/samples/0").normals(10)));
}
