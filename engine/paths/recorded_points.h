#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "engine/paths/path_sampler.h"

namespace sigscope::paths {

/// The sampler of a path that only a network can compute: at most 64 points of it, and straight
/// lines between them. Points are added while a run evaluates them; any thread.
class RecordedPoints final : public PathSampler {
public:
    static constexpr int mostPoints = 64;

    /// Whether α is an end, or far enough from the points there are.
    [[nodiscard]] bool wants(double alpha) const;

    /// A point in model space, [3, H, W].
    void add(double alpha, Array point);

    /// At least the path's two ends must be there.
    [[nodiscard]] Array point(double alpha) const override;

private:
    mutable std::mutex m_mutex;
    std::map<double, std::shared_ptr<const Array>> m_points;
};

}  // namespace sigscope::paths
