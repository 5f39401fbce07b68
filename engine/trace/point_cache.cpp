#include "engine/trace/point_cache.h"

namespace sigscope::trace {

std::shared_ptr<const Array> PointCache::at(double position) {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_points.find(position); found != m_points.end())
            return found->second;
    }
    auto point = std::make_shared<const Array>(m_parametrisation->point(position));
    const std::lock_guard lock(m_mutex);
    const std::int64_t bytes = point->bytes();
    if (m_bytes + bytes > mostBytes) {
        m_points.clear();
        m_bytes = 0;
    }
    m_bytes += bytes;
    m_points.emplace(position, point);
    return point;
}

}  // namespace sigscope::trace
