#include "engine/paths/spectral/decomposition_cache.h"

#include <ATen/ATen.h>

#include "engine/problem/same_content.h"

namespace sigscope::paths {

const SingularComponents& DecompositionCache::channels(const at::Tensor& delta) {
    return get(m_channels, delta, decompose);
}

const SingularComponents& DecompositionCache::joint(const at::Tensor& delta) {
    return get(m_joint, delta, decomposeJointly);
}

const SingularComponents& DecompositionCache::get(Entry& entry, const at::Tensor& delta,
                                                  SingularComponents (*make)(const at::Tensor&)) {
    if (!haveSameContent(entry.delta, delta)) entry = {delta, make(delta)};
    return entry.components;
}

}  // namespace sigscope::paths
