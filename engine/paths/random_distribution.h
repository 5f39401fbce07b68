#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace sigscope::paths {

/// Random distribution functions on [0, 1], one for each element of a picture, at the nodes
/// t_k = k/(n−1): F [n, 3, H, W] rises from 0 at the first to 1 at the last, both exactly. They are
/// Dirichlet processes of concentration α over the uniform distribution:
/// docs/theory/random-paths.md#stochastic-path-integration.

/// By breaking sticks: uniforms u and locations t, [K, 3, H, W], of K sticks. float64.
[[nodiscard]] at::Tensor brokenSticks(const at::Tensor& uniforms, const at::Tensor& locations,
                                      double concentration, int nodes);

/// Exactly, by the increments between the nodes, which have a Dirichlet distribution. Drawn from
/// the streams STREAM/channel/…; of a picture [3, H, W] of `sizes`. float32.
[[nodiscard]] at::Tensor dirichletIncrements(const std::string& stream, at::IntArrayRef sizes,
                                             double concentration, int nodes);

/// The logarithms of `count` independent Gamma(shape, 1) numbers (Marsaglia and Tsang, 2000), which
/// hold for shapes so small that the numbers themselves would be 0. float64.
[[nodiscard]] at::Tensor logGammaNumbers(const std::string& stream, double shape,
                                         std::int64_t count);

}  // namespace sigscope::paths
