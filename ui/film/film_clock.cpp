#include "ui/film/film_clock.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sigscope::ui {

namespace {

int framesOf(double seconds, int framesPerSecond) {
    return static_cast<int>(std::lround(seconds * framesPerSecond));
}

PathPace meanPace(const std::vector<std::shared_ptr<const PathTrace>>& traces) {
    std::vector<PathPace> paces;
    for (const auto& trace : traces) paces.push_back(paceByChange(trace));
    return PathPace::mean(paces);
}

}  // namespace

FilmClock::FilmClock(const std::vector<std::shared_ptr<const PathTrace>>& traces,
                     const FilmOptions& options)
    : FilmClock(options.pace == Pace::Alpha ? PathPace() : meanPace(traces), options) {}

FilmClock::FilmClock(PathPace pace, const FilmOptions& options)
    : m_framesPerSecond(options.framesPerSecond),
      m_count(std::max(2, framesOf(options.seconds, options.framesPerSecond))),
      m_holdCount(std::max(1, framesOf(options.hold, options.framesPerSecond))),
      m_pace(std::move(pace)) {}

double FilmClock::alpha(int frame) const {
    return m_pace.alphaAt(static_cast<double>(frame) / (m_count - 1));
}

}  // namespace sigscope::ui
