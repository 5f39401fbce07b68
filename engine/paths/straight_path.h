#pragma once

#include "engine/paths/path.h"

namespace sigscope::paths {

/// γ(α) = x' + αΔ: docs/theory/paths.md#straight-path (Sundararajan et al., 2017).
class StraightPath final : public Path {
public:
    StraightPath(at::Tensor baseline, at::Tensor input);

    [[nodiscard]] at::Tensor points(const std::vector<double>& alphas) const override;
    [[nodiscard]] std::shared_ptr<const PathSampler> sampler() const override;

private:
    at::Tensor m_baseline;
    at::Tensor m_input;
};

}  // namespace sigscope::paths
