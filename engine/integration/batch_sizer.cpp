#include "engine/integration/batch_sizer.h"

#include <algorithm>

namespace sigscope::integration {

int mostPointsOn(c10::DeviceType device) {
    return device == c10::kCPU ? 8 : 64;
}

namespace {

/// As many points as take 0.3 s, at least one and at most `most`.
int quickPoints(double secondsPerPoint, int most) {
    constexpr double longest = 0.3;
    const double fitting = longest / std::max(secondsPerPoint, 1e-9);
    return static_cast<int>(std::clamp(fitting, 1.0, static_cast<double>(most)));
}

}  // namespace

BatchSizer::BatchSizer(int most, double secondsPerPoint, BatchPace pace)
    : m_pace(pace),
      m_most(most),
      m_next(quickPoints(secondsPerPoint, std::min(most, firstPoints))),
      m_smallest(most) {}

void BatchSizer::measured(int points, double seconds) {
    m_smallest = std::min(m_smallest, m_next);
    m_secondsPerPoint = seconds / points;
    m_next = m_pace == BatchPace::Fixed ? m_most : quickPoints(m_secondsPerPoint, m_most);
}

void BatchSizer::outOfMemory(int points) {
    m_most = std::max(std::min(m_most, points / 2), 1);
    m_next = std::min(m_next, m_most);
    m_smallest = std::min(m_smallest, m_most);
}

}  // namespace sigscope::integration
