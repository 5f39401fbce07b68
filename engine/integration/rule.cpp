#include "engine/integration/rule.h"

#include "engine/error.h"

namespace sigscope::integration {

RuleWeights weightsOf(Rule rule) {
    return rule == Rule::Reference ? RuleWeights{1, 0} : RuleWeights{0.5, 0.5};
}

std::optional<int> fixedSteps(const IntegrationParameters& parameters) {
    if (parameters.steps == 1)
        throw Error("steps: one gradient makes no path; give 2 or more, or 0 for the tolerance");
    if (parameters.steps > 0) return parameters.steps;
    if (parameters.rule == Rule::Reference) return publishedSteps;
    return std::nullopt;
}

}  // namespace sigscope::integration
