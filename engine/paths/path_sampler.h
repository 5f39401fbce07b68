#pragma once

#include "engine/api/array.h"

namespace sigscope::paths {

/// γ(α) for the window: owns float32 CPU arrays, calls no Torch, is safe on any thread.
class PathSampler {
public:
    virtual ~PathSampler() = default;

    /// γ(α) in model space, [3, H, W].
    [[nodiscard]] virtual Array point(double alpha) const = 0;
};

}  // namespace sigscope::paths
