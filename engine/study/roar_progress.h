#pragma once

#include <array>
#include <functional>
#include <string>

#include "engine/api/benchmark.h"
#include "engine/stopwatch.h"

namespace sigscope::study {

/// Tells how far ROAR is. Its works are epochs and parts of maps, each with a pace of its own.
class RoarProgress {
public:
    enum Work { Epoch, Maps };

    RoarProgress(const std::function<void(const BenchmarkProgress&)>& told, int epochs, int maps)
        : m_told(told), m_paces{Pace{epochs}, Pace{maps}}, m_total(epochs + maps) {}

    /// So many were done before.
    void found(Work work, int count) { m_paces[work].left -= count; }

    /// Tells of the next one, which `what` names.
    void begin(Work work, const std::string& what) {
        m_work = work;
        m_stopwatch = Stopwatch();
        const int left = m_paces[Epoch].left + m_paces[Maps].left;
        if (m_told)
            m_told({what, m_total - left, m_total, m_paces[Epoch].eta() + m_paces[Maps].eta()});
    }

    /// That one is done.
    void end() {
        Pace& pace = m_paces[m_work];
        --pace.left;
        ++pace.done;
        pace.seconds += m_stopwatch.seconds();
    }

private:
    struct Pace {
        int left = 0;
        int done = 0;  ///< By this call.
        double seconds = 0;

        [[nodiscard]] double eta() const { return done > 0 ? seconds / done * left : 0; }
    };

    const std::function<void(const BenchmarkProgress&)>& m_told;
    std::array<Pace, 2> m_paces;
    int m_total;
    Work m_work = Epoch;
    Stopwatch m_stopwatch;
};

}  // namespace sigscope::study
