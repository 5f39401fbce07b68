#include "engine/integration/rule.h"

namespace sigscope::integration {

RuleWeights weightsOf(Rule rule) {
    return rule == Rule::Reference ? RuleWeights{1, 0} : RuleWeights{0.5, 0.5};
}

}  // namespace sigscope::integration
