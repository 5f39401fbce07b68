#pragma once

#include "engine/paths/path.h"
#include "engine/paths/spectral/gate.h"

namespace sigscope::paths {

/// The path that switches on a few layers of Δ one after the other; their strengths go from 1 (the
/// first) to 0 (the last) in equal steps.
class LayeredPath final : public Path {
public:
    /// `layers` [K, 3, H, W] sum to input − baseline.
    LayeredPath(at::Tensor baseline, at::Tensor input, at::Tensor layers, Gate gate);

    [[nodiscard]] at::Tensor points(const std::vector<double>& alphas) const override;
    [[nodiscard]] Continuity continuity() const override;
    [[nodiscard]] std::shared_ptr<const PathSampler> sampler() const override;

private:
    at::Tensor m_baseline;
    at::Tensor m_input;
    at::Tensor m_layers;
    Gate m_gate;
};

}  // namespace sigscope::paths
