#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

#include "engine/paths/path_sampler.h"

namespace sigscope::paths {

/// What changes within a step of α as short as this counts as a jump: 2⁻¹².
constexpr double shortestStep = 1.0 / 4096;

enum class Continuity {
    Continuous,  ///< A short step of α is a short step of γ.
    Jumping,     ///< Somewhere γ changes at once, or within `shortestStep`.
};

/// Where γ(0) lies.
enum class Beginning {
    AtBaseline,  ///< At x', or a jump away from it.
    OfItsOwn,    ///< Elsewhere, as the method wants it: a blurred picture, a reconstruction.
};

/// γ(α), α in [0, 1], from a baseline to an input. It need not start at x' nor end at x.
class Path {
public:
    virtual ~Path() = default;

    /// γ at each of `alphas`: [B, 3, H, W] in model space. At 0 and 1 exactly, what the path says
    /// is exact: no rounding of an interpolation.
    [[nodiscard]] virtual at::Tensor points(const std::vector<double>& alphas) const = 0;

    [[nodiscard]] virtual Continuity continuity() const { return Continuity::Continuous; }

    [[nodiscard]] virtual Beginning beginning() const { return Beginning::AtBaseline; }

    /// γ without Torch, for scrubbing.
    [[nodiscard]] virtual std::shared_ptr<const PathSampler> sampler() const = 0;
};

}  // namespace sigscope::paths
