#pragma once

#include <vector>

#include "engine/paths/path.h"

namespace sigscope::paths {

/// The singular components of Δ, channel by channel: Δ_c = U_c diag(σ_c) V_cᵀ.
struct SingularComponents {
    at::Tensor left;       ///< U diag(σ), [3, H, R]
    at::Tensor right;      ///< Vᵀ, [3, R, W]
    at::Tensor strengths;  ///< r = σ/σ_1 (σ_1 at least 1e-10), [3, R], double on the CPU.
    at::Tensor largest;    ///< σ_1, [3], double on the CPU.
};

/// One SVD per (input, baseline); changing the overlap needs none again.
[[nodiscard]] SingularComponents decompose(const at::Tensor& delta);

/// The path of Spectral Integrated Gradients: γ(α) = x' + Σ_i s_i(α) · component_i. Singular
/// components are switched on from the largest to the smallest.
class SpectralPath final : public Path {
public:
    SpectralPath(at::Tensor baseline, at::Tensor input, SingularComponents components,
                 double overlap);

    [[nodiscard]] at::Tensor points(const std::vector<double>& alphas) const override;
    [[nodiscard]] Continuity continuity() const override;
    [[nodiscard]] std::shared_ptr<const PathSampler> sampler() const override;

private:
    at::Tensor m_baseline;
    at::Tensor m_input;
    SingularComponents m_components;
    double m_overlap;
};

}  // namespace sigscope::paths
