#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "engine/integration/course.h"

namespace sigscope::run {

/// γ at the nodes of a run, kept after it was computed once: neighbouring frames need the same
/// ones.
class PointCache {
public:
    static constexpr std::int64_t mostBytes = 128LL << 20;

    explicit PointCache(std::shared_ptr<const integration::CourseSampler> course)
        : m_course(std::move(course)) {}

    /// γ at a position, model space, [3, H, W].
    [[nodiscard]] std::shared_ptr<const Array> at(double position);

    [[nodiscard]] const integration::CourseSampler& course() const { return *m_course; }

private:
    std::shared_ptr<const integration::CourseSampler> m_course;
    std::mutex m_mutex;
    std::map<double, std::shared_ptr<const Array>> m_points;
    std::int64_t m_bytes = 0;
};

}  // namespace sigscope::run
