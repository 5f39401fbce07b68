#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/engine.h"
#include "ui/compare/comparison_runs.h"

namespace sigscope::ui {

/// Of one run after the other: without seconds while those of one are not known.
[[nodiscard]] Forecast together(const Forecast& one, const Forecast& other);

/// What columns would take: by what their methods took before on the same models, else as the
/// engine foretells.
class ColumnForecast {
public:
    /// `engine` outlives this.
    explicit ColumnForecast(Engine& engine) : m_engine(engine) {}

    void learn(const ComparedColumn& column);

    /// Of those columns that are not remembered, together; without seconds while those of one are
    /// not known.
    [[nodiscard]] Forecast of(const std::vector<ComparisonColumn>& columns) const;

private:
    [[nodiscard]] Forecast ofOne(const ExplainRequest& request) const;

    Engine& m_engine;
    /// By method and model.
    std::map<std::pair<std::string, std::string>, double> m_secondsOf;
};

}  // namespace sigscope::ui
