#pragma once

#include <memory>

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
};

}  // namespace sigscope::paths
