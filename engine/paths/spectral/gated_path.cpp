#include "engine/paths/spectral/gated_path.h"

#include <ATen/ATen.h>

#include <utility>

namespace sigscope::paths {

GatedPath::GatedPath(at::Tensor baseline, at::Tensor input, Gate gate)
    : m_baseline(std::move(baseline)), m_input(std::move(input)), m_gate(gate) {}

at::Tensor GatedPath::points(const std::vector<double>& alphas) const {
    at::Tensor points = sums(alphas);
    // All components together are Δ up to rounding; the path's end is x itself.
    for (std::size_t i = 0; i < alphas.size(); ++i)
        if (alphas[i] == 1) points.select(0, static_cast<std::int64_t>(i)).copy_(m_input);
    return points;
}

Continuity GatedPath::continuity() const {
    return m_gate.jumps() ? Continuity::Jumping : Continuity::Continuous;
}

}  // namespace sigscope::paths
