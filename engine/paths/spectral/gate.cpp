#include "engine/paths/spectral/gate.h"

#include <algorithm>

namespace sigscope::paths {

double gate(double alpha, double strength, double overlap) {
    constexpr double negligibleOverlap = 1e-8;
    const double start = (1 - overlap) * (1 - strength);
    if (overlap <= negligibleOverlap) return alpha >= start ? 1 : 0;
    return std::clamp((alpha - start) / overlap, 0.0, 1.0);
}

}  // namespace sigscope::paths
