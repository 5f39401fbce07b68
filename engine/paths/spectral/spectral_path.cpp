#include "engine/paths/spectral/spectral_path.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine/paths/spectral/gate.h"
#include "engine/paths/spectral/svd_sampler.h"

namespace sigscope::paths {

SingularComponents decompose(const at::Tensor& delta) {
    const auto [u, sigma, v] = at::linalg_svd(delta, /*full_matrices=*/false);
    const at::Tensor values = sigma.to(at::kCPU, at::kDouble);
    const at::Tensor largest = values.slice(1, 0, 1).clamp_min(1e-10);
    return {u * sigma.unsqueeze(1), v.contiguous(), (values / largest).contiguous(),
            largest.flatten().contiguous()};
}

SpectralPath::SpectralPath(at::Tensor baseline, at::Tensor input, SingularComponents components,
                           double overlap)
    : m_baseline(std::move(baseline)),
      m_input(std::move(input)),
      m_components(std::move(components)),
      m_overlap(overlap) {}

at::Tensor SpectralPath::points(const std::vector<double>& alphas) const {
    const auto count = static_cast<std::int64_t>(alphas.size());
    const at::Tensor& strengths = m_components.strengths;
    at::Tensor gates = at::empty({strengths.size(0), count, 1, strengths.size(1)}, at::kDouble);
    auto* next = gates.mutable_data_ptr<double>();
    for (std::int64_t channel = 0; channel < strengths.size(0); ++channel) {
        const double* strength = strengths.const_data_ptr<double>() + channel * strengths.size(1);
        for (const double alpha : alphas)
            for (std::int64_t i = 0; i < strengths.size(1); ++i)
                *next++ = gate(alpha, strength[i], m_overlap);
    }
    // One matrix product per channel for the whole batch: [3, B·H, R] × [3, R, W].
    const at::Tensor& left = m_components.left;
    const at::Tensor scaled = left.unsqueeze(1) * gates.to(left.options());
    const at::Tensor parts = at::bmm(scaled.flatten(1, 2), m_components.right)
                                 .view({left.size(0), count, left.size(1), -1})
                                 .transpose(0, 1);
    at::Tensor points = at::empty(parts.sizes(), parts.options());
    at::add_out(points, m_baseline, parts);
    // All components together are Δ up to rounding; the path's end is x itself.
    for (std::int64_t i = 0; i < count; ++i)
        if (alphas[i] == 1) points.select(0, i).copy_(m_input);
    return points;
}

Continuity SpectralPath::continuity() const {
    return m_overlap < shortestStep ? Continuity::Jumping : Continuity::Continuous;
}

std::shared_ptr<const PathSampler> SpectralPath::sampler() const {
    return makeSvdSampler(m_baseline, m_components, m_overlap);
}

}  // namespace sigscope::paths
