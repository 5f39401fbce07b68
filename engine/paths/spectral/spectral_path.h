#pragma once

#include <vector>

#include "engine/paths/spectral/gated_path.h"

namespace sigscope::paths {

/// The singular components of Δ, channel by channel: Δ_c = U_c diag(σ_c) V_cᵀ.
struct SingularComponents {
    at::Tensor left;       ///< U diag(σ), [3, H, R]
    at::Tensor right;      ///< Vᵀ, [3, R, W]
    at::Tensor strengths;  ///< r = σ/σ_1 (σ_1 at least 1e-10), [3, R], double on the CPU.
    at::Tensor largest;    ///< σ_1, [3], double on the CPU.
};

/// One SVD per (input, baseline); changing the gate needs none again.
[[nodiscard]] SingularComponents decompose(const at::Tensor& delta);

/// The same of one SVD of all channels, stacked to (3H)×W: they share V, σ and the strengths.
[[nodiscard]] SingularComponents decomposeJointly(const at::Tensor& delta);

/// The path of Spectral Integrated Gradients: γ(α) = x' + Σ_i s_i(α) · component_i. Singular
/// components are switched on from the largest to the smallest.
class SpectralPath final : public GatedPath {
public:
    SpectralPath(at::Tensor baseline, at::Tensor input, SingularComponents components, Gate gate);

    [[nodiscard]] std::shared_ptr<const PathSampler> sampler() const override;

private:
    [[nodiscard]] at::Tensor sums(const std::vector<double>& alphas) const override;

    SingularComponents m_components;
};

}  // namespace sigscope::paths
