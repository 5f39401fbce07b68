#pragma once

#include <functional>

#include "engine/integration/rule.h"
#include "engine/methods/method.h"
#include "engine/models/denoiser.h"

namespace sigscope::methods {

struct DenoisingSettings {
    int steps = 50;       ///< Points of the path, one more than reverse steps; at least 2.
    int noisiest = 500;   ///< How many timesteps of noise it begins with, at most 1000.
    double guidance = 1;  ///< s, by which ∇ log p_c is multiplied.
    integration::Rule rule = integration::Rule::Trapezoid;
};

/// What is drawn at random, standard normal, [3, H, W]: for k = 0 the noise that the path begins
/// with, for k ≥ 1 that which the k-th reverse step adds.
using DenoisingDraw = std::function<at::Tensor(int k)>;

/// From the streams denoising/SEED/start/0 and denoising/SEED/step/k.
[[nodiscard]] DenoisingDraw drawDenoising(const Problem& problem, std::int64_t seed);

/// The path from `start` [3, H, W], a picture in [−1, 1] with the noise of the settings, of which
/// `draw` is asked for what the steps add. Throws Error where the model and the problem do not fit.
[[nodiscard]] integration::Attribution denoiseFrom(const Problem& problem, const at::Tensor& start,
                                                   const models::Denoiser& denoiser,
                                                   const DenoisingSettings& settings,
                                                   const DenoisingDraw& draw,
                                                   const integration::RunContext& context);

/// The way that a diffusion model, guided towards the class, takes from noise to a picture, and the
/// map along it: experimental. docs/theory/denoising.md.
[[nodiscard]] Method denoisingPath();

}  // namespace sigscope::methods
