#pragma once

#include "engine/paths/spectral/spectral_path.h"

namespace sigscope::paths {

/// Keeps the last singular components, by the content of what they are of: another overlap, gate or
/// number of nodes, and a run of the same picture again, need no decomposition.
class DecompositionCache {
public:
    /// decompose() and decomposeJointly().
    [[nodiscard]] const SingularComponents& channels(const at::Tensor& delta);
    [[nodiscard]] const SingularComponents& joint(const at::Tensor& delta);

private:
    struct Entry {
        at::Tensor delta;
        SingularComponents components;
    };
    [[nodiscard]] static const SingularComponents& get(
        Entry& entry, const at::Tensor& delta, SingularComponents (*make)(const at::Tensor&));

    Entry m_channels;
    Entry m_joint;
};

}  // namespace sigscope::paths
