#include "engine/baselines/baseline.h"

#include <ATen/ATen.h>

#include "engine/problem/named.h"

namespace sigscope::baselines {

namespace {

using Maker = at::Tensor (*)(const at::Tensor&, const models::Preprocessing&);

/// Pixel value 0 in raw space: not 0 in model space.
at::Tensor black(const at::Tensor& input, const models::Preprocessing& preprocessing) {
    return models::normalise(at::zeros_like(input), preprocessing);
}

/// 0 in model space: the mean of the data that the model was trained on.
at::Tensor mean(const at::Tensor& input, const models::Preprocessing&) {
    return at::zeros_like(input);
}

/// x under an 11×11 Gaussian, σ = 5: exp(−½(t/σ)²) on t = −5…5, normalised, mirrored at the border
/// without repeating the border pixel.
at::Tensor blur(const at::Tensor& input, const models::Preprocessing&) {
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

const std::vector<Named<Maker>>& baselines() {
    static const std::vector<Named<Maker>> all{
        {{"black", "black", "Every pixel black."}, black},
        {{"mean", "mean", "The mean colour of the data that the model was trained on."}, mean},
        {{"blur", "blur", "The picture itself, blurred: 11×11 Gaussian, σ = 5."}, blur},
    };
    return all;
}

}  // namespace

std::vector<Choice> baselineChoices() {
    return choicesOf(baselines());
}

at::Tensor makeBaseline(const std::string& name, const at::Tensor& input,
                        const models::Preprocessing& preprocessing) {
    return valueNamed(baselines(), name, "baseline")(input, preprocessing);
}

}  // namespace sigscope::baselines
