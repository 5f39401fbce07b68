#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/models/denoiser.h"

namespace sigscope::paths {

/// The noise of a diffusion model at some of its timesteps, evenly spread.
/// docs/theory/denoising.md#schedules.
class DiffusionTimes {
public:
    /// `count` of the first `noisiest` timesteps, both ends included. Throws Error if there are not
    /// so many.
    DiffusionTimes(models::NoiseSchedule schedule, int noisiest, int count);

    [[nodiscard]] int count() const { return static_cast<int>(m_timesteps.size()); }

    /// τ_i, which the model is told.
    [[nodiscard]] int timestep(int i) const { return m_timesteps[i]; }
    /// ᾱ_i: the share of the picture in the variance.
    [[nodiscard]] double kept(int i) const { return m_kept[i]; }
    /// ᾱ_{i−1}; 1 before the first.
    [[nodiscard]] double keptBefore(int i) const { return i == 0 ? 1 : m_kept[i - 1]; }
    /// β_i = 1 − ᾱ_i/ᾱ_{i−1}.
    [[nodiscard]] double added(int i) const { return 1 - kept(i) / keptBefore(i); }
    /// β̃_i: the variance of the posterior; that of i = 0 is the next one's.
    [[nodiscard]] double posterior(int i) const;

private:
    std::vector<int> m_timesteps;
    std::vector<double> m_kept;
};

/// What a diffusion model makes of a picture in [−1, 1] one step back: [B, 3, H, W] each.
/// docs/theory/denoising.md#a-reverse-step.
struct ReverseStep {
    at::Tensor cleaned;   ///< x̂₀, in [−1, 1].
    at::Tensor mean;      ///< Without guidance.
    at::Tensor variance;  ///< σ²

    /// The next picture: `guide` = s·∇ log p at the picture, `noise` standard normal, of which
    /// nothing is added at the last step, i = 0.
    [[nodiscard]] at::Tensor next(int i, const at::Tensor& guide, const at::Tensor& noise) const;
};

/// From `picture` at index i of `times`.
[[nodiscard]] ReverseStep reverseStep(const at::Tensor& picture,
                                      const models::NoisePrediction& prediction,
                                      const DiffusionTimes& times, int i);

}  // namespace sigscope::paths
