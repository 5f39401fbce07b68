#pragma once

namespace sigscope::paths {

/// How a component goes from off to on while its progress p goes from 0 to 1.
enum class GateShape {
    Linear,   ///< p
    Cosine,   ///< ½ − ½cos(πp)
    Sigmoid,  ///< (σ(k(p−½)) − σ(−k/2)) / (σ(k/2) − σ(−k/2)), k = 12
    Step,     ///< [p ≥ ½]
};

/// s(α, r): how far a component of strength r in [0, 1] is switched on at α:
/// docs/theory/spectral-paths.md#gates.
struct Gate {
    Gate(double overlap_, GateShape shape_ = GateShape::Linear)
        : overlap(overlap_), shape(shape_) {}

    /// The shape of p = clamp((α − start)/λ, 0, 1) with start = (1−λ)(1−r). At λ ≤ 1e-8 components
    /// switch on at once, whatever the shape: the truncated SVD.
    [[nodiscard]] double operator()(double alpha, double strength) const;

    /// Whether components switch on at once, or within `shortestStep` of α (path.h).
    [[nodiscard]] bool jumps() const;

    double overlap;  ///< λ in [0, 1].
    GateShape shape;
};

}  // namespace sigscope::paths
