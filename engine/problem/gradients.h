#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/problem/problem.h"

namespace sigscope {

/// f and g = ∂f/∂x at a batch of points.
struct Gradients {
    std::vector<double> values;  ///< f, [B]
    at::Tensor gradients;        ///< g, [B, 3, H, W], dtype and device of the points.
};

/// f and g as a GPU is still computing them.
struct QueuedGradients {
    at::Tensor values;     ///< f, float64, [B]
    at::Tensor gradients;  ///< Gradients::gradients

    /// Waits for them.
    [[nodiscard]] Gradients wait() const;
};

/// One forward and one backward pass over `points` [B, 3, H, W]: on a GPU nothing is waited for.
[[nodiscard]] QueuedGradients queueGradients(const Problem& problem, const at::Tensor& points);

/// The same, waited for.
[[nodiscard]] Gradients evaluateGradients(const Problem& problem, const at::Tensor& points);

/// Throws Error unless f and ΣA so far are numbers: where the network's overflow, a map of them
/// would say nothing.
void requireFinite(double f, double attributionSum);

/// f alone, at `points` [B, 3, H, W].
[[nodiscard]] std::vector<double> evaluateValues(const Problem& problem, const at::Tensor& points);

}  // namespace sigscope
