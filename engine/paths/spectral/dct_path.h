#pragma once

#include "engine/paths/spectral/gated_path.h"

namespace sigscope::paths {

/// The orthonormal DCT-II as a matrix [n, n]: D x is the transform of x, Dᵀ its inverse.
[[nodiscard]] at::Tensor dctMatrix(std::int64_t length, const at::TensorOptions& options);

/// r(u, v) of the frequency of row u and column v: docs/theory/spectral-paths.md#frequencies.
[[nodiscard]] double dctStrength(std::int64_t u, std::int64_t v, std::int64_t height,
                                 std::int64_t width);

/// The path that switches on the frequencies of Δ (2-D DCT-II per channel) from the lowest to the
/// highest. Frequencies are scaled where they are, then transformed back: two matrix products a
/// point, and no component is ever stored.
class DctPath final : public GatedPath {
public:
    DctPath(const at::Tensor& baseline, const at::Tensor& input, Gate gate);

    [[nodiscard]] std::shared_ptr<const PathSampler> sampler() const override;

private:
    [[nodiscard]] at::Tensor sums(const std::vector<double>& alphas) const override;

    at::Tensor m_rows;          ///< [H, H]
    at::Tensor m_columns;       ///< [W, W]
    at::Tensor m_coefficients;  ///< [3, H, W]
    at::Tensor m_strengths;     ///< [H, W], double on the CPU.
};

}  // namespace sigscope::paths
