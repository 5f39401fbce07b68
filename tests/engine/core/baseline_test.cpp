#include "engine/baselines/baseline.h"

#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

at::Tensor inputOf(c10::ScalarType dtype) {
    return at::linspace(-2, 2, 192, dtype).view({3, 8, 8});
}

/// x' of an 8×8 input in raw space, where 0 is black and 1 is white.
at::Tensor rawBaseline(NamedBaseline name, std::int64_t seed = 0,
                       c10::ScalarType dtype = c10::kDouble) {
    const models::Preprocessing preprocessing;
    return models::denormalise(
        baselines::makeBaseline(name, inputOf(dtype), preprocessing, seed).to(at::kDouble),
        preprocessing);
}

at::Tensor rawBaseline(const ColourBaseline& colour) {
    const models::Preprocessing preprocessing;
    return models::denormalise(
        baselines::makeBaseline(colour, inputOf(c10::kDouble), preprocessing), preprocessing);
}

bool isColour(const at::Tensor& raw, double red, double green, double blue) {
    const at::Tensor colour = at::tensor({red, green, blue}).to(at::kDouble).view({3, 1, 1});
    return at::allclose(raw, colour.expand_as(raw), 0, 1e-6);
}

}  // namespace

TEST_CASE("baseline: plain ones are that colour in raw space", "[quick]") {
    CHECK(isColour(rawBaseline(NamedBaseline::Black), 0, 0, 0));
    CHECK(isColour(rawBaseline(NamedBaseline::White), 1, 1, 1));
    CHECK(isColour(rawBaseline(NamedBaseline::Grey), 0.5, 0.5, 0.5));
    CHECK(isColour(rawBaseline(ColourBaseline{{255, 128, 0}}), 1, 128 / 255.0, 0));
    CHECK(isColour(rawBaseline(NamedBaseline::Mean), 0.485, 0.456, 0.406));
}

TEST_CASE("baseline: noise is uniform in [0, 1] and belongs to its seed", "[quick]") {
    const at::Tensor noise = rawBaseline(NamedBaseline::Noise, 7);
    // Un-normalising rounds: the ends may be missed by an ulp or two.
    CHECK(noise.min().item<double>() >= -1e-12);
    CHECK(noise.max().item<double>() <= 1 + 1e-12);
    // 192 uniform values: the mean's standard deviation is 0.021.
    CHECK(noise.mean().item<double>() == Approx(0.5).margin(0.1));
    CHECK(noise.std().item<double>() == Approx(0.289).margin(0.05));
    CHECK(at::equal(noise, rawBaseline(NamedBaseline::Noise, 7)));
    CHECK_FALSE(at::allclose(noise, rawBaseline(NamedBaseline::Noise, 8)));
    CHECK(at::allclose(noise, rawBaseline(NamedBaseline::Noise, 7, c10::kFloat), 0, 1e-6));
}
