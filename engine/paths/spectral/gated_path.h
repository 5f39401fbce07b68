#pragma once

#include "engine/paths/path.h"
#include "engine/paths/spectral/gate.h"

namespace sigscope::paths {

/// A path that switches on components of Δ, each when the gate says so: γ(α) = x' + Σ_i s_i(α) ·
/// component_i.
class GatedPath : public Path {
public:
    [[nodiscard]] at::Tensor points(const std::vector<double>& alphas) const final;
    [[nodiscard]] Continuity continuity() const final;

protected:
    GatedPath(at::Tensor baseline, at::Tensor input, Gate gate);

    /// x' and what is switched on at each of `alphas`: [B, 3, H, W], a tensor of its own. At 1 it
    /// may be x up to rounding.
    [[nodiscard]] virtual at::Tensor sums(const std::vector<double>& alphas) const = 0;

    [[nodiscard]] const at::Tensor& baseline() const { return m_baseline; }
    [[nodiscard]] const at::Tensor& input() const { return m_input; }
    [[nodiscard]] const Gate& gate() const { return m_gate; }

private:
    at::Tensor m_baseline;
    at::Tensor m_input;
    Gate m_gate;
};

}  // namespace sigscope::paths
