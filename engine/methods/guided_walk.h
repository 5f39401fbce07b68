#pragma once

#include <ATen/core/Tensor.h>

#include "engine/schedule/turn.h"

namespace sigscope::methods {

struct GuidedSettings {
    int steps = 129;         ///< Points, both ends included.
    double fraction = 0.1;   ///< Of the elements that move at once: the original paper's.
    double maxDistance = 1;  ///< From the straight path, as a share of Δ; 1 for no bound.
    schedule::Turn turn{};
};

/// The steps of Guided IG from x' to x. Each takes an equal share of ‖x − x'‖₁.
class GuidedWalk {
public:
    GuidedWalk(const at::Tensor& baseline, const at::Tensor& input, const GuidedSettings& settings);

    /// Point k + 1 from point k [3, H, W] and the gradient there; the last one is x itself. Once it
    /// is stopped, any point.
    [[nodiscard]] at::Tensor next(const at::Tensor& point, const at::Tensor& gradient, int k) const;

private:
    /// Where elements may be while the straight path is at α.
    struct Bounds {
        at::Tensor lower;
        at::Tensor upper;
    };
    [[nodiscard]] Bounds boundsAt(double alpha) const;
    [[nodiscard]] bool bounded() const { return m_settings.maxDistance < 1; }
    [[nodiscard]] double distance(const at::Tensor& point) const;
    /// The elements with the smallest |g| of those that have not arrived at `upper`.
    [[nodiscard]] at::Tensor smallest(const at::Tensor& point, const at::Tensor& upper,
                                      const at::Tensor& magnitude) const;

    at::Tensor m_baseline;
    at::Tensor m_input;
    GuidedSettings m_settings;
    double m_total;  ///< ‖x − x'‖₁
};

}  // namespace sigscope::methods
