#pragma once

#include <memory>
#include <vector>

#include "engine/api/path_trace.h"
#include "ui/film/film_options.h"
#include "ui/render/pace.h"

namespace sigscope::ui {

/// Which α each frame of a film shows, and how many frames there are.
class FilmClock {
public:
    /// Of one path, or of several that are filmed together: each takes the time it would take
    /// alone, and their mean is what passes. Evaluates the paths where the pace goes by change, a
    /// few milliseconds a point; any thread. There is at least one unless it goes by α.
    FilmClock(const std::vector<std::shared_ptr<const PathTrace>>& traces,
              const FilmOptions& options);

    /// As `pace` says. What its α are is the film's.
    FilmClock(PathPace pace, const FilmOptions& options);

    /// How many different frames there are, at least two; the last one's α is 1.
    [[nodiscard]] int count() const { return m_count; }

    /// For how many frames' time the last one stays, at least one.
    [[nodiscard]] int holdCount() const { return m_holdCount; }

    [[nodiscard]] int framesPerSecond() const { return m_framesPerSecond; }

    [[nodiscard]] double alpha(int frame) const;

private:
    int m_framesPerSecond;
    int m_count;
    int m_holdCount;
    PathPace m_pace;
};

}  // namespace sigscope::ui
