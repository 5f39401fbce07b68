#pragma once

#include <c10/core/DeviceType.h>

namespace sigscope::integration {

/// Points beyond which a micro-batch gains nothing: on a CPU more are slower again (caches), on a
/// GPU they pay little.
[[nodiscard]] int mostPointsOn(c10::DeviceType device);

/// What decides how many points are evaluated at once.
enum class BatchPace {
    Timed,  ///< Also the time they take: a cancelled run stops within 0.3 s.
    Fixed,  ///< Memory and the device alone: the same run is rounded alike however busy they are.
};

/// How many points are evaluated at once: the most that fit the plan and, if that is timed, take at
/// most 0.3 s by the last measurement; at least one.
class BatchSizer {
public:
    /// `most` is what memory and the device allow; `secondsPerPoint` what a point took in an
    /// earlier run, 0 if there was none.
    explicit BatchSizer(int most, double secondsPerPoint = 0, BatchPace pace = BatchPace::Timed);

    [[nodiscard]] int next() const { return m_next; }
    [[nodiscard]] int most() const { return m_most; }

    /// A micro-batch of `points` took `seconds`.
    void measured(int points, double seconds);

    /// A micro-batch of `points`, more than one, did not fit: from now on at most half as many.
    void outOfMemory(int points);

    /// The smallest micro-batch that was evaluated, but for the last, which takes what is left.
    /// Rounding depends on the size of every one. On a CPU, where this is most() and nothing was
    /// too large, all had that size.
    [[nodiscard]] int smallest() const { return m_smallest; }

    /// By the last measurement; 0 before the first.
    [[nodiscard]] double secondsPerPoint() const { return m_secondsPerPoint; }

private:
    /// The first estimate of the whole path is to be there after at most 9 evaluations.
    static constexpr int firstPoints = 8;

    BatchPace m_pace;
    int m_most;
    int m_next;
    int m_smallest;
    double m_secondsPerPoint = 0;
};

}  // namespace sigscope::integration
