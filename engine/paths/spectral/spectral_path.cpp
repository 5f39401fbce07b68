#include "engine/paths/spectral/spectral_path.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/paths/spectral/svd_sampler.h"

namespace sigscope::paths {

namespace {

/// Δ = (U diag(σ)) Vᵀ, σ descending.
struct Factors {
    at::Tensor left;   ///< U diag(σ), [3, H, R]
    at::Tensor sigma;  ///< [3, R]
    at::Tensor right;  ///< Vᵀ, [3, R, W]
};

Factors factorsBySvd(const at::Tensor& delta) {
    const auto [u, sigma, v] = at::linalg_svd(delta, /*full_matrices=*/false);
    return {u * sigma.unsqueeze(1), sigma, v};
}

/// ΔᵀΔ = V diag(σ²) Vᵀ, and U diag(σ) = ΔV. In float64 σ is exact to 1e-8 of the largest or better,
/// and the components add up to Δ whatever V's rounding, for V is orthogonal: more exact than a
/// float32 SVD, and faster from some size on.
Factors factorsByGramMatrix(const at::Tensor& delta) {
    const at::Tensor wide = delta.to(at::kDouble);
    const auto [squares, vectors] = at::linalg_eigh(wide.mT().matmul(wide));
    const at::Tensor v = vectors.flip(-1);  // Eigenvalues ascend.
    return {wide.matmul(v).to(delta.dtype()), squares.flip(-1).clamp_min(0).sqrt(),
            v.mT().to(delta.dtype())};
}

/// Measured on two cores, 3 channels: 1024² 0.80 against 1.04 s, 512² 0.18 against 0.20 s, 224²
/// 0.05 against 0.02 s.
bool isFasterByGramMatrix(const at::Tensor& delta) {
    constexpr std::int64_t side = 512;
    return delta.dtype() == at::kFloat && delta.size(2) >= side && delta.size(1) >= delta.size(2);
}

}  // namespace

SingularComponents decompose(const at::Tensor& delta) {
    const Factors factors =
        isFasterByGramMatrix(delta) ? factorsByGramMatrix(delta) : factorsBySvd(delta);
    const at::Tensor values = factors.sigma.to(at::kCPU, at::kDouble);
    const at::Tensor largest = values.slice(1, 0, 1).clamp_min(1e-10);
    return {factors.left, factors.right.contiguous(), (values / largest).contiguous(),
            largest.flatten().contiguous()};
}

SingularComponents decomposeJointly(const at::Tensor& delta) {
    const SingularComponents joint = decompose(delta.flatten(0, 1).unsqueeze(0));
    const auto forEach = [channels = delta.size(0)](const at::Tensor& shared) {
        std::vector<std::int64_t> sizes = shared.sizes().vec();
        sizes[0] = channels;
        return shared.expand(sizes).contiguous();
    };
    const at::Tensor left =
        joint.left.view({delta.size(0), delta.size(1), joint.left.size(2)}).contiguous();
    return {left, forEach(joint.right), forEach(joint.strengths),
            joint.largest.expand({delta.size(0)}).contiguous()};
}

SpectralPath::SpectralPath(at::Tensor baseline, at::Tensor input, SingularComponents components,
                           Gate gate)
    : GatedPath(std::move(baseline), std::move(input), gate), m_components(std::move(components)) {}

at::Tensor SpectralPath::sums(const std::vector<double>& alphas) const {
    const auto count = static_cast<std::int64_t>(alphas.size());
    const at::Tensor& strengths = m_components.strengths;
    at::Tensor gates = at::empty({strengths.size(0), count, 1, strengths.size(1)}, at::kDouble);
    auto* next = gates.mutable_data_ptr<double>();
    for (std::int64_t channel = 0; channel < strengths.size(0); ++channel) {
        const double* strength = strengths.const_data_ptr<double>() + channel * strengths.size(1);
        for (const double alpha : alphas)
            for (std::int64_t i = 0; i < strengths.size(1); ++i)
                *next++ = gate()(alpha, strength[i]);
    }
    // One matrix product per channel for the whole batch: [3, B·H, R] × [3, R, W].
    const at::Tensor& left = m_components.left;
    const at::Tensor scaled = left.unsqueeze(1) * gates.to(left.options());
    const at::Tensor parts = at::bmm(scaled.flatten(1, 2), m_components.right)
                                 .view({left.size(0), count, left.size(1), -1})
                                 .transpose(0, 1);
    at::Tensor points = at::empty(parts.sizes(), parts.options());
    at::add_out(points, baseline(), parts);
    return points;
}

std::shared_ptr<const PathSampler> SpectralPath::sampler() const {
    return makeSvdSampler(baseline(), m_components, gate());
}

}  // namespace sigscope::paths
