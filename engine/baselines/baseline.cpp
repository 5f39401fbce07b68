#include "engine/baselines/baseline.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "engine/error.h"

namespace sigscope::baselines {

namespace {

/// What a baseline is made of.
struct Source {
    const at::Tensor& input;
    const models::Preprocessing& preprocessing;
    std::int64_t seed = 0;
};

using Maker = at::Tensor (*)(const Source&);

/// One pixel value in raw space: black is 0 there, and not in model space.
template <int percent>
at::Tensor shade(const Source& source) {
    return models::normalise(at::full_like(source.input, percent / 100.0), source.preprocessing);
}

/// 0 in model space: the mean of the data that the model was trained on.
at::Tensor mean(const Source& source) {
    return at::zeros_like(source.input);
}

/// Uniform in raw [0, 1], each channel of each pixel for itself; drawn on the CPU in double, so
/// that a seed means the same picture everywhere.
at::Tensor noise(const Source& source) {
    at::Generator random =
        at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(source.seed));
    const at::Tensor raw = at::rand(source.input.sizes(), random, at::kDouble);
    return models::normalise(raw.to(source.input.device(), source.input.scalar_type()),
                             source.preprocessing);
}

/// x under an 11×11 Gaussian, σ = 5: exp(−½(t/σ)²) on t = −5…5, normalised, mirrored at the border
/// without repeating the border pixel.
at::Tensor blur(const Source& source) {
    const at::Tensor& input = source.input;
    constexpr int radius = 5;
    constexpr double sigma = 5;
    if (input.size(1) <= radius || input.size(2) <= radius)
        throw Error("baseline: blur needs an input of at least 6×6 pixels");
    at::Tensor kernel = at::exp(
        -0.5 *
        at::arange(-radius, radius + 1, input.options().dtype(at::kDouble)).div(sigma).square());
    kernel = (kernel / kernel.sum()).to(input.dtype());
    const at::Tensor padded = at::reflection_pad2d(input, {radius, radius, radius, radius});
    // Channels as a batch of one-channel pictures; rows first, then columns.
    const at::Tensor rows = at::conv2d(padded.unsqueeze(1), kernel.view({1, 1, 1, -1}));
    return at::conv2d(rows, kernel.view({1, 1, -1, 1})).squeeze(1);
}

Maker makerOf(NamedBaseline name) {
    switch (name) {
        case NamedBaseline::Black:
            return shade<0>;
        case NamedBaseline::Mean:
            return mean;
        case NamedBaseline::Blur:
            return blur;
        case NamedBaseline::White:
            return shade<100>;
        case NamedBaseline::Grey:
            return shade<50>;
        case NamedBaseline::Noise:
            return noise;
    }
    throw Error("baseline: none of the named ones");
}

}  // namespace

at::Tensor makeBaseline(NamedBaseline name, const at::Tensor& input,
                        const models::Preprocessing& preprocessing, std::int64_t seed) {
    return makerOf(name)({input, preprocessing, seed});
}

at::Tensor makeBaseline(const ColourBaseline& colour, const at::Tensor& input,
                        const models::Preprocessing& preprocessing) {
    const auto& [red, green, blue] = colour.rgb;
    const at::Tensor pixel =
        at::tensor({red / 255.0, green / 255.0, blue / 255.0}).to(input.options());
    return models::normalise(pixel.view({3, 1, 1}).expand_as(input), preprocessing);
}

}  // namespace sigscope::baselines
