#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/run_observer.h"
#include "ui/render/map_display.h"

namespace sigscope::ui {

/// What a run over several baselines has beside the path that is scrubbed, the first one's: the
/// mean map, and once it is done the spread. Of one baseline there is nothing of the kind.
class BaselineMaps {
public:
    /// A run begins; `titles` as Scene::baselines.
    void begin(std::vector<std::string> titles);

    /// The mean so far.
    void take(const Preview& preview);
    void take(const Explanation& explanation);

    /// The maps that can be shown; empty where there is only the path's.
    [[nodiscard]] std::vector<SoFar> choices() const;

    /// `wanted`, or what comes nearest of what there is.
    [[nodiscard]] SoFar nearest(SoFar wanted) const;

    /// `path` with the map that `shown` says, whatever α is.
    [[nodiscard]] std::shared_ptr<const PathTrace> traceOf(std::shared_ptr<const PathTrace> path,
                                                           SoFar shown) const;

    /// "from black (1 of 5)"; empty of one baseline.
    [[nodiscard]] QString origin() const;

    /// f(γ(1)) − f(γ(0)) in the mean, once it is known.
    [[nodiscard]] std::optional<double> meanChange() const { return m_meanChange; }

    /// ‖spread‖ / ‖mean‖, once it is known.
    [[nodiscard]] std::optional<double> relativeSpread() const;

private:
    std::vector<std::string> m_titles;
    Array m_mean;
    Array m_spread;
    std::optional<double> m_meanChange;
};

}  // namespace sigscope::ui
