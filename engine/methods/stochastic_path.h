#pragma once

#include <vector>

#include "engine/integration/rule.h"
#include "engine/methods/method.h"

namespace sigscope::methods {

/// What is made of the maps of all paths.
enum class OverPaths {
    Mean,         ///< A: their mean.
    Probability,  ///< How likely a pixel's sum is above what few pixels reach on the mean.
};

/// Integrates along one random path for each of `distributions`, F at the nodes [n, 3, H, W]:
/// γ_i = x'_i + F_i Δ_i. All paths go on together, node by node; observers are told the points of
/// path `shownPath`.
[[nodiscard]] integration::Attribution integrateAlong(const Problem& problem,
                                                      const std::vector<at::Tensor>& distributions,
                                                      integration::RuleWeights weights,
                                                      OverPaths over,
                                                      const integration::RunContext& context,
                                                      int shownPath = 0);

/// 1 − Φ((θ − μ)/σ) of the pixel sums of M ≥ 2 paths, [M, H, W], float64: μ and σ (M − 1) over
/// paths, θ the 95 % quantile of μ. [H, W]
[[nodiscard]] at::Tensor exceedance(const at::Tensor& sums);

/// Stochastic path integration (SPI; Jeon et al., 2023): the mean of IG over paths on which every
/// element moves by its own random distribution function.
/// docs/theory/random-paths.md#stochastic-path-integration.
[[nodiscard]] Method stochasticPathIntegration();

/// How sure SPI is that a pixel matters: docs/theory/random-paths.md#exceedance.
[[nodiscard]] Method stochasticPathProbability();

}  // namespace sigscope::methods
