#pragma once

namespace sigscope::paths {

/// s_i(α) of a component whose strength r (its singular value over the largest) is in [0, 1], under
/// the overlap λ in [0, 1]: linear on p = clamp((α − start)/λ, 0, 1) with start = (1−λ)(1−r). At
/// λ ≤ 1e-8 components switch on at once: the truncated SVD. METHODS.md, "Spectral paths".
[[nodiscard]] double gate(double alpha, double strength, double overlap);

}  // namespace sigscope::paths
