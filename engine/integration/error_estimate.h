#pragma once

#include <ATen/core/Tensor.h>

namespace sigscope::integration {

/// What is known of one interval's error. Maps are summed over channels, as they are looked at.
/// Numbers are tensors of one element, on the device: reading each as it comes would let a GPU wait
/// for the next command several times a node. Undefined where nothing is known.
struct IntervalError {
    at::Tensor local;  ///< ½‖Σ_c (g_{k+1} − g_k) ⊙ Δx_k‖: where a further node helps most.
    at::Tensor variance;  ///< The square of the error to be expected in it.
    /// What the refinement that made it, and its other half, lets expect of the error of both:
    /// [H, W]. Undefined where none did, and once the interval is final.
    at::Tensor drift;
};

/// Estimates ‖A − A_∞‖ from nested refinements of the map itself, not from the completeness gap.
///
/// Along a path the gradients of a ReLU network change like a random walk: it crosses one
/// activation boundary after another. Of such a walk, given its value at both ends of an interval
/// of length h, the trapezoid leaves an error of variance ∝ h³ that is independent from interval to
/// interval. Splitting it at t leaves ρ = (t³ + (1−t)³) / (1 − t³ − (1−t)³) of the variance of the
/// change d that the split made: a third at the middle, so that errors are 0.58 ‖d‖. Before any
/// split it is a third of the squared local error. Where the gradients are smooth the errors are
/// ρ d, and alike from interval to interval: they add up, which shows in the sum of all changes
/// being longer than independent ones would be.
class ErrorEstimate {
public:
    /// An interval that no refinement made. `difference` is Σ_c (g_{k+1} − g_k) ⊙ Δx_k, [H, W];
    /// `bias` is how far the rule's weights are from the trapezoid's, times that.
    [[nodiscard]] IntervalError begin(const at::Tensor& difference, double bias);

    /// `parent` was split at `share` of it into intervals with these differences, which changed the
    /// map by `change` [H, W].
    struct Halves {
        IntervalError left;
        IntervalError right;
    };
    [[nodiscard]] Halves refine(const IntervalError& parent, double share, const at::Tensor& change,
                                const at::Tensor& leftDifference,
                                const at::Tensor& rightDifference);

    /// The expected ‖A − A_∞‖ in L2, summed over channels: one element, on the device. Undefined
    /// before the first interval.
    [[nodiscard]] at::Tensor norm() const;
    /// Σ IntervalError::variance, likewise.
    [[nodiscard]] const at::Tensor& variance() const { return m_variance; }

private:
    void addDrift(const at::Tensor& drift, double times);

    at::Tensor m_variance;
    at::Tensor m_drift;        ///< Sum of the drifts of the intervals there are.
    at::Tensor m_independent;  ///< Its expected squared norm if they were independent.
};

}  // namespace sigscope::integration
