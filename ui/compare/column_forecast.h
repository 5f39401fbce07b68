#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/engine.h"
#include "ui/compare/comparison_runs.h"

namespace sigscope::ui {

/// What columns would take, by what their methods took before on the same models.
class ColumnForecast {
public:
    /// `engine` outlives this.
    explicit ColumnForecast(Engine& engine) : m_engine(engine) {}

    void learn(const ComparedColumn& column);

    /// Seconds of those columns that are not remembered; nothing while one of them is of a method
    /// that was not computed yet.
    [[nodiscard]] std::optional<double> seconds(const std::vector<ComparisonColumn>& columns) const;

private:
    Engine& m_engine;
    /// By method and model.
    std::map<std::pair<std::string, std::string>, double> m_secondsOf;
};

}  // namespace sigscope::ui
