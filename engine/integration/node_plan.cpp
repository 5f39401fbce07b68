#include "engine/integration/node_plan.h"

#include "engine/integration/bisected_nodes.h"
#include "engine/integration/fixed_nodes.h"

namespace sigscope::integration {

std::unique_ptr<NodePlan> makeNodePlan(const IntegrationParameters& parameters, int capacity) {
    if (const auto steps = fixedSteps(parameters))
        return std::make_unique<FixedNodes>(makeSchedule(parameters.rule, *steps, capacity));
    return std::make_unique<BisectedNodes>(parameters.tolerance / 100, parameters.mostSteps,
                                           capacity);
}

}  // namespace sigscope::integration
