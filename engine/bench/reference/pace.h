#pragma once

#include <functional>
#include <limits>
#include <stop_token>
#include <utility>

namespace sigscope::bench {

/// How far a reference loop goes: to its end, to a number of evaluations, or until it is stopped.
/// Counts what the engine's method counts as one evaluation, so that both do the same work.
class Pace {
public:
    Pace() = default;
    Pace(int limit, std::stop_token stop, std::function<void(int)> counted)
        : m_limit(limit), m_stop(std::move(stop)), m_counted(std::move(counted)) {}

    [[nodiscard]] bool goesOn() const {
        return m_evaluations < m_limit && !m_stop.stop_requested();
    }

    /// Whether there is another evaluation; counts it.
    [[nodiscard]] bool next() {
        if (!goesOn()) return false;
        ++m_evaluations;
        if (m_counted) m_counted(m_evaluations);
        return true;
    }

private:
    int m_limit = std::numeric_limits<int>::max();
    std::stop_token m_stop;
    std::function<void(int)> m_counted;
    int m_evaluations = 0;
};

}  // namespace sigscope::bench
