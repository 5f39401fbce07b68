#include "engine/integration/batch_sizer.h"

#include <algorithm>

namespace sigscope::integration {

int mostPointsOn(c10::DeviceType device) {
    return device == c10::kCPU ? 8 : 64;
}

void BatchSizer::measured(int points, double seconds) {
    constexpr double longest = 0.3;
    m_smallest = std::min(m_smallest, m_next);
    m_secondsPerPoint = seconds / points;
    const double fitting = longest / std::max(m_secondsPerPoint, 1e-9);
    m_next = static_cast<int>(std::clamp(fitting, 1.0, static_cast<double>(m_most)));
}

void BatchSizer::outOfMemory(int points) {
    m_most = std::max(std::min(m_most, points / 2), 1);
    m_next = std::min(m_next, m_most);
    m_smallest = std::min(m_smallest, m_most);
}

}  // namespace sigscope::integration
