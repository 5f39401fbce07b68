#pragma once

#include <memory>
#include <vector>

#include "engine/api/array.h"
#include "engine/api/path_trace.h"

namespace sigscope::paths {

/// γ(α) for the window: owns float32 CPU arrays, calls no Torch, is safe on any thread.
class PathSampler {
public:
    virtual ~PathSampler() = default;

    /// γ(α) in model space, [3, H, W].
    [[nodiscard]] virtual Array point(double alpha) const = 0;

    /// What γ switches on along α; null unless it is a spectral path.
    [[nodiscard]] virtual std::shared_ptr<const PathComponents> components() const { return {}; }

    /// The inner products of `weights` [3, H, W] with each component, as PathComponents::groups.
    [[nodiscard]] virtual std::vector<std::vector<double>> project(const Array& /*weights*/) const {
        return {};
    }

    /// Σ amounts[g][k] · C over the components of `band`, [3, H, W]; `amounts` for each group, from
    /// `band.first` on. Of a path with components.
    [[nodiscard]] virtual Array combine(ComponentBand /*band*/,
                                        const std::vector<std::vector<double>>& /*amounts*/) const {
        return {};
    }
};

}  // namespace sigscope::paths
