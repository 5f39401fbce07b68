#pragma once

#include <vector>

#include "engine/api/array.h"

namespace sigscope::analysis {

/// The DFT of a difference [C, H, W] as the window shows it.
struct Spectrum {
    /// log(1 + |F|), zero frequency in the middle (at row H/2, column W/2), mean of the channels.
    /// [1, H, W].
    Array logMagnitude;
    /// Mean of |F|² over channels and over rings of the frequency's radius r = ‖(u/W, v/H)‖, in
    /// cycles per pixel: ring k of n holds what is nearest to r = 0.5 · k/(n − 1). What lies
    /// beyond 0.5 (Nyquist) belongs to no ring.
    std::vector<float> radialEnergy;
};

[[nodiscard]] Spectrum spectrumOf(const Array& difference);

}  // namespace sigscope::analysis
