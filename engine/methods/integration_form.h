#pragma once

#include "engine/integration/rule.h"
#include "engine/methods/method.h"

namespace sigscope::methods {

/// Adds the parameters of the integration to a table; `access` finds them in the method's struct.
template <typename Parameters, typename Access>
void addIntegration(ParameterTable<Parameters>& table, Access access);

/// The texts of `steps` and the names of the rules.
[[nodiscard]] const NumberText& stepsText();
[[nodiscard]] const std::vector<Named<integration::Rule>>& ruleTable();
[[nodiscard]] const std::string& ruleHelp();

/// What a method that integrates along a fixed path demands.
[[nodiscard]] Demand integrationDemand(const integration::IntegrationParameters& parameters,
                                       const Extent& extent, std::int64_t memoryBudget);

/// The published program's integration: 200 nodes, each interval with the gradient at its start.
[[nodiscard]] ParameterValues publishedIntegration();

template <typename Parameters, typename Access>
void addIntegration(ParameterTable<Parameters>& table, Access access) {
    table.integer(stepsText(), [access](Parameters& all) -> int& { return access(all).steps; });
    table.choice("rule", ruleHelp(), ruleTable(),
                 [access](Parameters& all) -> integration::Rule& { return access(all).rule; });
}

}  // namespace sigscope::methods
