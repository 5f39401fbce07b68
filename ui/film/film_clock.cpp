#include "ui/film/film_clock.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sigscope::ui {

namespace {

constexpr int clockPoints = 129;

int framesOf(double seconds, int framesPerSecond) {
    return static_cast<int>(std::lround(seconds * framesPerSecond));
}

/// When `alpha` is reached, linear between points; of several with that α the last.
double timeAt(double alpha, const std::vector<double>& alphas, const std::vector<double>& times) {
    const auto after = std::ranges::upper_bound(alphas, alpha);
    if (after == alphas.begin()) return times.front();
    if (after == alphas.end()) return times.back();
    const auto k = static_cast<std::size_t>(after - alphas.begin());
    const double share = (alpha - alphas[k - 1]) / (alphas[k] - alphas[k - 1]);
    return std::lerp(times[k - 1], times[k], share);
}

}  // namespace

FilmClock::FilmClock(const std::vector<std::shared_ptr<const PathTrace>>& traces,
                     const FilmOptions& options)
    : m_framesPerSecond(options.framesPerSecond),
      m_count(std::max(2, framesOf(options.seconds, options.framesPerSecond))),
      m_holdCount(std::max(1, framesOf(options.hold, options.framesPerSecond))) {
    if (options.pace == Pace::Alpha) return;
    if (traces.size() == 1) {
        PaceCurves curves = paceCurvesOf(*traces.front());
        m_times = paceByChange(curves);
        m_alphas = std::move(curves.alphas);
        return;
    }
    for (int k = 0; k < clockPoints; ++k) m_alphas.push_back(k / (clockPoints - 1.0));
    m_times.assign(m_alphas.size(), 0);
    for (const auto& trace : traces) {
        const PaceCurves curves = paceCurvesOf(*trace);
        const std::vector<double> times = paceByChange(curves);
        for (std::size_t k = 0; k < m_alphas.size(); ++k)
            m_times[k] +=
                timeAt(m_alphas[k], curves.alphas, times) / static_cast<double>(traces.size());
    }
}

double FilmClock::alpha(int frame) const {
    const double time = static_cast<double>(frame) / (m_count - 1);
    return m_times.empty() ? time : alphaAt(time, m_times, m_alphas);
}

}  // namespace sigscope::ui
