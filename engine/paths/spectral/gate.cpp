#include "engine/paths/spectral/gate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/paths/path.h"

namespace sigscope::paths {

namespace {

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

double shaped(double progress, GateShape shape) {
    switch (shape) {
        case GateShape::Linear:
            break;
        case GateShape::Cosine:
            return 0.5 - 0.5 * std::cos(std::numbers::pi * progress);
        case GateShape::Sigmoid: {
            constexpr double steepness = 12;
            constexpr double never0 = 1e-10;  // As the published program divides.
            const double low = logistic(-steepness / 2);
            const double high = logistic(steepness / 2);
            const double value = logistic(steepness * (progress - 0.5));
            return std::clamp((value - low) / (high - low + never0), 0.0, 1.0);
        }
        case GateShape::Step:
            return progress >= 0.5 ? 1 : 0;
    }
    return progress;
}

}  // namespace

double Gate::operator()(double alpha, double strength) const {
    constexpr double negligibleOverlap = 1e-8;
    const double start = (1 - overlap) * (1 - strength);
    if (overlap <= negligibleOverlap) return alpha >= start ? 1 : 0;
    return shaped(std::clamp((alpha - start) / overlap, 0.0, 1.0), shape);
}

bool Gate::jumps() const {
    return shape == GateShape::Step || overlap < shortestStep;
}

}  // namespace sigscope::paths
