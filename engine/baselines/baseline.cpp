#include "engine/baselines/baseline.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "engine/api/explain_request.h"
#include "engine/problem/named.h"

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

const std::vector<Named<Maker>>& baselines() {
    static const std::vector<Named<Maker>> all{
        {{"black", "black", "Every pixel black."}, shade<0>},
        {{"mean", "mean", "The mean colour of the data that the model was trained on."}, mean},
        {{"blur", "blur", "The picture itself, blurred: 11×11 Gaussian, σ = 5."}, blur},
        {{"white", "white", "Every pixel white."}, shade<100>},
        {{"grey", "grey", "Every pixel middle grey."}, shade<50>},
        {{noiseBaseline, "noise", "Every channel of every pixel at random, by the seed."}, noise},
    };
    return all;
}

/// The numbers of "#rrggbb", in raw [0, 1]; nothing if `text` does not begin like that.
std::optional<std::array<double, 3>> colourOf(const std::string& text) {
    if (text.empty() || text[0] != '#') return std::nullopt;
    const auto isDigit = [](unsigned char c) { return std::isxdigit(c) != 0; };
    if (text.size() != 7 || !std::all_of(text.begin() + 1, text.end(), isDigit))
        throw Error("baseline: '" + text + "' is no colour; write it as #rrggbb, e.g. #ff8000");
    std::array<double, 3> colour{};
    for (std::size_t channel = 0; channel < 3; ++channel)
        colour[channel] = std::stoi(text.substr(1 + 2 * channel, 2), nullptr, 16) / 255.0;
    return colour;
}

}  // namespace

std::vector<Choice> baselineChoices() {
    return choicesOf(baselines());
}

bool isNameOrColour(const std::string& text) {
    const std::vector<Named<Maker>>& all = baselines();
    return colourOf(text) || std::any_of(all.begin(), all.end(), [&](const Named<Maker>& entry) {
               return entry.choice.name == text;
           });
}

at::Tensor makeBaseline(const std::string& nameOrColour, const at::Tensor& input,
                        const models::Preprocessing& preprocessing, std::int64_t seed) {
    const auto colour = colourOf(nameOrColour);
    if (!colour)
        return valueNamed(baselines(), nameOrColour, "baseline")({input, preprocessing, seed});
    const at::Tensor pixel = at::tensor(at::ArrayRef<double>(*colour)).to(input.options());
    return models::normalise(pixel.view({3, 1, 1}).expand_as(input), preprocessing);
}

}  // namespace sigscope::baselines
