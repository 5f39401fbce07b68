#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// The designs A, B and C_i = A with column i from B, of d = grid² variables: float64
/// [N (d + 2), d], N rows of each, in [0, 1). A and B are the first N points of the Sobol sequence
/// in 2d dimensions, a power of two; `seed` 0 for the sequence itself, else shifted at random.
/// docs/theory/perturbation.md#sobol-indices.
[[nodiscard]] at::Tensor sobolDesign(int points, int grid, std::int64_t seed);

/// Jansen's total indices of f at the rows of A, [N], and at those of each C_i, [N, d]; 0 where f
/// is the same at all of A.
[[nodiscard]] at::Tensor totalIndices(const at::Tensor& fA, const at::Tensor& fC);

/// Sobol attribution with a design that is handed in, of grid² variables.
[[nodiscard]] integration::Attribution sobolWith(const Problem& problem, const at::Tensor& design,
                                                 const integration::RunContext& context);

/// Sobol attribution (Fel et al., 2021): which share of f's variance each cell of the picture has a
/// part in, when all are dimmed at random. docs/theory/perturbation.md#sobol-indices.
[[nodiscard]] Method sobol();

}  // namespace sigscope::methods
