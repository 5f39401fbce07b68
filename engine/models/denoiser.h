#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <memory>
#include <string>

#include "engine/file_bytes.h"

namespace sigscope::models {

/// What a diffusion model says of pictures with noise.
struct NoisePrediction {
    at::Tensor noise;     ///< ε, [B, 3, H, W].
    at::Tensor variance;  ///< v, likewise: where between ln β̃ (−1) and ln β (1) ln σ² lies.
};

/// How the noise grows over the timesteps that a model was trained with.
/// docs/theory/denoising.md#schedules.
enum class NoiseSchedule { Linear, Cosine };

/// A diffusion model with a learned variance, its parameters frozen. Its pictures lie in [−1, 1].
class Denoiser {
public:
    virtual ~Denoiser() = default;

    /// Of pictures [B, 3, H, W] with the noise of `timestep`, 0 … trainedTimesteps − 1; H and W are
    /// multiples of factor(). `target` counts where the model knows classes.
    [[nodiscard]] virtual NoisePrediction predict(const at::Tensor& pictures, int timestep,
                                                  int target) const = 0;

    [[nodiscard]] virtual NoiseSchedule schedule() const = 0;
    [[nodiscard]] virtual int factor() const = 0;
    /// How many classes it is conditioned on; 0 if on none.
    [[nodiscard]] virtual int classCount() const = 0;
};

/// Of all models that are known here.
inline constexpr int trainedTimesteps = 1000;

/// The diffusion model of `bytes`, the content of a weights file, whose architecture follows from
/// its tensors' names and shapes. Throws Error naming the file and the reason.
[[nodiscard]] std::shared_ptr<const Denoiser> loadDenoiser(const std::string& file, ByteView bytes,
                                                           c10::Device device,
                                                           c10::ScalarType dtype);

}  // namespace sigscope::models
