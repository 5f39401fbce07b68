#pragma once

#include "engine/paths/spectral/gated_path.h"

namespace sigscope::paths {

/// The path that switches on a few layers of Δ one after the other; their strengths go from 1 (the
/// first) to 0 (the last) in equal steps.
class LayeredPath final : public GatedPath {
public:
    /// `layers` [K, 3, H, W] sum to input − baseline.
    LayeredPath(at::Tensor baseline, at::Tensor input, at::Tensor layers, Gate gate);

    [[nodiscard]] std::shared_ptr<const PathSampler> sampler() const override;

private:
    [[nodiscard]] at::Tensor sums(const std::vector<double>& alphas) const override;

    at::Tensor m_layers;
};

}  // namespace sigscope::paths
