#pragma once

#include "engine/integration/rule.h"
#include "engine/methods/method.h"

namespace sigscope::methods {

/// Adds the parameters of the integration to a table; `access` finds them in the method's struct.
template <typename Parameters, typename Access>
void addIntegration(ParameterTable<Parameters>& table, Access access);

/// The same for a method that finds its path step by step: their number is fixed.
template <typename Parameters, typename Access>
void addFixedIntegration(ParameterTable<Parameters>& table, Access access);

/// Of a method that takes a fixed number of steps.
struct FixedIntegration {
    int steps = 129;  ///< Gradients: the seventh dyadic level.
    integration::Rule rule = integration::Rule::Trapezoid;  ///< Second order where f is smooth.
};

/// The texts of the parameters, and the names of the rules.
[[nodiscard]] const NumberText& toleranceText();
[[nodiscard]] const NumberText& stepsText();
[[nodiscard]] const NumberText& stepsOrToleranceText();
[[nodiscard]] const NumberText& mostStepsText();
[[nodiscard]] const std::vector<Named<integration::Rule>>& ruleTable();
[[nodiscard]] const std::string& ruleHelp();

/// What a method that integrates along a fixed path demands.
[[nodiscard]] ResourceEstimate estimateIntegration(
    const integration::IntegrationParameters& parameters, const Extent& extent,
    std::int64_t memoryBudget);

/// The published program's integration: 200 nodes, each interval with the gradient at its start.
[[nodiscard]] ParameterValues publishedIntegration();

template <typename Parameters, typename Access>
void addRule(ParameterTable<Parameters>& table, Access access) {
    table.choice("rule", ruleHelp(), ruleTable(),
                 [access](Parameters& all) -> integration::Rule& { return access(all).rule; });
}

template <typename Parameters, typename Access>
void addIntegration(ParameterTable<Parameters>& table, Access access) {
    table.real(toleranceText(),
               [access](Parameters& all) -> double& { return access(all).tolerance; });
    table.integer(stepsOrToleranceText(),
                  [access](Parameters& all) -> int& { return access(all).steps; });
    table.integer(mostStepsText(),
                  [access](Parameters& all) -> int& { return access(all).mostSteps; });
    addRule(table, access);
    table.heededBeside({"steps", {"0"}}, {"tolerance", "max-steps"})
        .heededBeside({"rule", {"trapezoid"}}, {"tolerance", "max-steps"});
}

template <typename Parameters, typename Access>
void addFixedIntegration(ParameterTable<Parameters>& table, Access access) {
    table.integer(stepsText(), [access](Parameters& all) -> int& { return access(all).steps; });
    addRule(table, access);
}

}  // namespace sigscope::methods
