#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Which gradients Expected Gradients takes.
struct ExpectedGradientsDraw {
    at::Tensor references;  ///< Which reference each begins at, int64 [n].
    at::Tensor alphas;      ///< How far each is on the way to x, float64 [n] in [0, 1].
};

/// n draws among `references` pictures, each as often as the others, α stratified: from the streams
/// expected-gradients/SEED/….
[[nodiscard]] ExpectedGradientsDraw drawExpectedGradients(int samples, std::int64_t references,
                                                          std::int64_t seed);

/// Expected Gradients of references [R, 3, H, W] with a draw that is handed in.
[[nodiscard]] integration::Attribution expectedGradientsWith(
    const Problem& problem, const at::Tensor& references, const ExpectedGradientsDraw& draw,
    const integration::RunContext& context);

/// Expected Gradients (Erion et al., 2021): the mean of IG over references, a gradient for each
/// draw of a reference and of α. docs/theory/random-paths.md#expected-gradients.
[[nodiscard]] Method expectedGradients();

}  // namespace sigscope::methods
