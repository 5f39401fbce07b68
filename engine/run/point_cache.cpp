#include "engine/run/point_cache.h"

namespace sigscope::run {

std::shared_ptr<const Array> PointCache::at(double position) {
    constexpr std::int64_t mostBytes = 128LL << 20;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_points.find(position); found != m_points.end())
            return found->second;
    }
    auto point = std::make_shared<const Array>(m_course->point(position));
    const std::lock_guard lock(m_mutex);
    const auto bytes = static_cast<std::int64_t>(point->values.size() * sizeof(float));
    if (m_bytes + bytes > mostBytes) {
        m_points.clear();
        m_bytes = 0;
    }
    m_bytes += bytes;
    m_points.emplace(position, point);
    return point;
}

}  // namespace sigscope::run
