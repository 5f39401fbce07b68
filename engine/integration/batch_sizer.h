#pragma once

namespace sigscope::integration {

/// How many points are evaluated at once: the most that fit the plan and take at most 0.3 s by the
/// last measurement, so that a cancelled run stops within that time; at least one.
class BatchSizer {
public:
    /// `most` is what memory and the device allow.
    explicit BatchSizer(int most) : m_most(most), m_next(most) {}

    [[nodiscard]] int next() const { return m_next; }

    /// A micro-batch of `points` took `seconds`.
    void measured(int points, double seconds);

    /// By the last measurement; 0 before the first.
    [[nodiscard]] double secondsPerPoint() const { return m_secondsPerPoint; }

private:
    int m_most;
    int m_next;
    double m_secondsPerPoint = 0;
};

}  // namespace sigscope::integration
