#include <torch/csrc/autograd/autograd.h>

#include "engine/models/architectures/rectified_convolution.h"
#include "engine/models/architectures/same_chain.h"
#include "engine/problem/map_error.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::models;

namespace {

constexpr std::array<std::int64_t, 2> stride{2, 2};
constexpr std::array<std::int64_t, 2> padding{1, 1};
constexpr std::array<std::int64_t, 2> unpadded{0, 0};

/// Values and the gradient of their weighted sum.
struct Evaluated {
    at::Tensor values;
    at::Tensor gradient;
};

template <typename Function>
Evaluated evaluate(const at::Tensor& inputs, Function function) {
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf = inputs.detach().requires_grad_(true);
    const at::Tensor values = function(leaf);
    const at::Tensor weights =
        at::linspace(-1, 1, values.numel(), values.options().requires_grad(false));
    const at::Tensor sum = (values.flatten() * weights).sum();
    return {values.detach(), torch::autograd::grad({sum}, {leaf}).front()};
}

/// Rounding of the two kernels, which add in different orders.
double toleranceOf(c10::ScalarType dtype) {
    return dtype == at::kFloat ? 1e-6 : 1e-14;
}

Convolution depthwise(c10::ScalarType dtype, std::int64_t channels, std::int64_t kernel) {
    return {
        at::randn({channels, 1, kernel, kernel}, dtype).contiguous(at::MemoryFormat::ChannelsLast),
        at::randn({channels}, dtype)};
}

}  // namespace

TEST_CASE("convolution: rectified in one pass equals a convolution and ReLU6", "[quick]") {
    at::manual_seed(3);
    const auto dtype = GENERATE(at::kFloat, at::kDouble);
    const at::Tensor inputs = at::randn({2, 8, 9, 11}, dtype);
    const at::Tensor weight = at::randn({16, 4, 3, 3}, dtype);
    const at::Tensor bias = at::randn({16}, dtype);
    const Evaluated fused = evaluate(inputs, [&](const at::Tensor& x) {
        return rectifiedConvolution(x, weight, bias, {stride, padding, 2}, 6);
    });
    const Evaluated plain = evaluate(inputs, [&](const at::Tensor& x) {
        return at::hardtanh(at::conv2d(x, weight, bias, stride, padding, 1, 2), 0, 6);
    });
    CHECK(relativeError(fused.values, plain.values) < toleranceOf(dtype));
    CHECK(relativeError(fused.gradient, plain.gradient) < toleranceOf(dtype));
}

TEST_CASE("convolution: \"same\" padding without a copy equals padding the inputs", "[quick]") {
    at::manual_seed(4);
    const auto dtype = GENERATE(at::kFloat, at::kDouble);
    const std::int64_t kernel = GENERATE(3, 5);
    // Even and odd sides: the padding of a stride of 2 is odd or even.
    const auto [height, width] = GENERATE(std::pair(12, 14), std::pair(13, 9), std::pair(12, 9));
    const at::Tensor inputs = at::randn({2, 8, height, width}, dtype);
    const Convolution convolution = depthwise(dtype, 8, kernel);
    const SameConvolution same(convolution, 2, 8);
    const Evaluated ours = evaluate(inputs, [&](const at::Tensor& x) { return same.rectified(x); });
    const auto before = [&](std::int64_t side) {
        return ((side + 1) / 2 * 2 - 2 + kernel - side) / 2;
    };
    const auto total = [&](std::int64_t side) { return (side + 1) / 2 * 2 - 2 + kernel - side; };
    const Evaluated padded = evaluate(inputs, [&](const at::Tensor& x) {
        const at::Tensor wide =
            at::constant_pad_nd(x, {before(width), total(width) - before(width), before(height),
                                    total(height) - before(height)});
        return at::hardtanh(
            at::conv2d(wide, convolution.weight, convolution.bias, stride, unpadded, 1, 8), 0, 6);
    });
    REQUIRE(ours.values.sizes() == padded.values.sizes());
    CHECK(relativeError(ours.values, padded.values) < toleranceOf(dtype));
    CHECK(relativeError(ours.gradient, padded.gradient) < toleranceOf(dtype));
}

namespace {

Convolution pointwise(std::int64_t inputs, std::int64_t outputs) {
    return {(at::randn({outputs, inputs, 1, 1}) / 2).contiguous(at::MemoryFormat::ChannelsLast),
            at::randn({outputs})};
}

/// A stem, a depthwise and a projecting convolution; then, if `residual`, an inverted residual.
std::vector<SameConvolution> convolutionsOf(Residual residual, std::int64_t step) {
    const Convolution stem{at::randn({8, 3, 3, 3}).contiguous(at::MemoryFormat::ChannelsLast),
                           at::randn({8})};
    if (residual == Residual::None)
        return {SameConvolution(stem, 2), SameConvolution(depthwise(at::kFloat, 8, 5), step, 8),
                SameConvolution(pointwise(8, 4))};
    return {SameConvolution(pointwise(3, 8)), SameConvolution(depthwise(at::kFloat, 8, 3), 1, 8),
            SameConvolution(pointwise(8, 3))};
}

}  // namespace

TEST_CASE("convolution: a chain equals its convolutions one by one", "[quick]") {
    at::manual_seed(5);
    const auto residual = GENERATE(Residual::None, Residual::Added);
    const auto ending = GENERATE(SameChain::Ending::Linear, SameChain::Ending::Rectified);
    const std::int64_t step = GENERATE(1, 2);
    // Sides of which the padding is odd, even, first odd and then even, and mixed.
    const auto [height, width] =
        GENERATE(std::pair(12, 16), std::pair(13, 9), std::pair(14, 18), std::pair(12, 9));
    if (residual == Residual::Added && ending == SameChain::Ending::Rectified) return;
    const auto convolutions = convolutionsOf(residual, step);
    const SameChain chain(convolutions, ending, residual);
    const at::Tensor inputs =
        at::randn({2, 3, height, width}).contiguous(at::MemoryFormat::ChannelsLast);
    const Evaluated together = evaluate(inputs, [&](const at::Tensor& x) { return chain(x); });
    const Evaluated apart = evaluate(inputs, [&](const at::Tensor& x) {
        const at::Tensor before = convolutions[1].rectified(convolutions[0].rectified(x));
        const at::Tensor last = ending == SameChain::Ending::Linear
                                    ? convolutions[2](before)
                                    : convolutions[2].rectified(before);
        return residual == Residual::Added ? last + x : last;
    });
    REQUIRE(together.values.sizes() == apart.values.sizes());
    CHECK(relativeError(together.values, apart.values) < toleranceOf(at::kFloat));
    CHECK(relativeError(together.gradient, apart.gradient) < toleranceOf(at::kFloat));
    // Without a gradient the same kernels see the same numbers, and the inputs stay.
    const at::NoGradGuard noGradients;
    const at::Tensor given = inputs.clone();
    CHECK(at::equal(chain(inputs), together.values));
    CHECK(at::equal(inputs, given));
}

TEST_CASE("convolution: a chain can be gone back through twice", "[quick]") {
    at::manual_seed(6);
    const SameChain chain(convolutionsOf(Residual::Added, 1), SameChain::Ending::Linear,
                          Residual::Added);
    const at::AutoGradMode gradients(true);
    const at::Tensor leaf =
        at::randn({1, 3, 8, 8}).contiguous(at::MemoryFormat::ChannelsLast).requires_grad_(true);
    const at::Tensor outputs = chain(leaf);
    const at::Tensor direction = at::randn_like(outputs);
    const at::Tensor given = direction.clone();
    const auto back = [&] {
        return torch::autograd::grad({outputs}, {leaf}, {direction}, /*retain_graph=*/true).front();
    };
    const at::Tensor first = back();
    CHECK(at::equal(back(), first));
    // What it was given is another's.
    CHECK(at::equal(direction, given));
}
