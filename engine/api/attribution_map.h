#pragma once

#include "engine/api/array.h"

namespace sigscope {

/// How an attribution [3, H, W] becomes a picture: channels are reduced last.
enum class Reduction {
    Signed,    ///< Sum over channels.
    Absolute,  ///< Sum of |A| over channels (the reference's maps).
};

/// The map [1, H, W] of an attribution.
[[nodiscard]] Array reduceChannels(const Array& attribution, Reduction reduction);

/// ΣA, in double.
[[nodiscard]] double sum(const Array& attribution);

/// How much A depends on the baseline: ‖spread‖₂ / ‖A‖₂.
[[nodiscard]] double relativeSpread(const Array& attribution, const Array& spread);

/// The value below which `share` (in [0, 1]) of the |values| lie: a robust upper limit of a scale.
[[nodiscard]] float magnitudeQuantile(const Array& map, double share);

}  // namespace sigscope
