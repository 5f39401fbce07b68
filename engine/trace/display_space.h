#pragma once

#include <array>

#include "engine/api/array.h"

namespace sigscope::trace {

/// What turns a model-space picture back into colours: raw = x · std + mean, in [0, 1].
struct DisplaySpace {
    std::array<double, 3> mean{};
    std::array<double, 3> std{};
    std::array<int, 3> channel{0, 1, 2};  ///< The model's channel of red, green and blue.
};

/// A model-space picture in raw space, clamped to [0, 1].
[[nodiscard]] Array toColours(const Array& point, const DisplaySpace& space);

/// to − from
[[nodiscard]] Array difference(const Array& from, const Array& to);

/// A map [3, H, W] earned over `width` of α, per unit of α. Nothing is earned over none.
[[nodiscard]] Array perUnit(Array map, double width);

/// The value at `at` of the line from (begin, from) to (end, to); `to` where the two coincide.
[[nodiscard]] double lerp(double from, double to, double begin, double end, double at);

}  // namespace sigscope::trace
