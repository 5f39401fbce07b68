#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>

#include "tools/train_vae/starting_weights.h"

namespace sigscope::tools {

struct TrainingOptions {
    std::uint64_t seed = 1;
    int steps = 6'000;           ///< Over which the learning rate falls.
    int until = 4'250;           ///< Ends after so many: what is left gains a tenth of a decibel.
    int batch = 8;               ///< Small: on a few cores, many steps are worth more.
    int crop = 96;               ///< Pixels of a crop's side, a multiple of 8.
    double learningRate = 1e-3;  ///< Of Adam, falling to 0 along a cosine.
    int warmUp = 100;            ///< Steps over which it rises.
    /// Of the divergence from a unit Gaussian, per latent value, beside the squared error: just
    /// enough to keep the latent space bounded and smooth.
    double divergenceWeight = 1e-4;
    VaeSize size;

    [[nodiscard]] int lastStep() const { return std::min(steps, until); }
};

/// How well pictures are reconstructed.
struct ReconstructionError {
    double rms = 0;   ///< Of raw values in [0, 1], over all pictures.
    double psnr = 0;  ///< Decibels, the mean over the pictures, clamped to [0, 1].
};

/// Of whole photographs (8 bits, [3, H, W]; cut to a multiple of 8).
[[nodiscard]] ReconstructionError reconstructionError(const models::StateDict& weights,
                                                      const std::vector<at::Tensor>& photographs);

/// Trains a CompactVae on the photographs: mean squared error of the reconstruction with a sample
/// of the posterior, and a small divergence. The same options, photographs, machine and number of
/// threads give the same bits. `report(step, loss, weights)` is called after each step.
[[nodiscard]] models::StateDict train(
    const Photographs& photographs, const TrainingOptions& options,
    const std::function<void(int, double, const models::StateDict&)>& report);

}  // namespace sigscope::tools
