#include "engine/problem/objective.h"

#include <ATen/ATen.h>

#include "engine/problem/named.h"

namespace sigscope {

namespace {

const std::vector<Named<Objective::Kind>>& kinds() {
    static const std::vector<Named<Objective::Kind>> all{
        {{"probability", "probability", "The class's share of the softmax, between 0 and 1."},
         Objective::Kind::Probability},
        {{"logit", "logit", "The network's raw score for the class, before the softmax."},
         Objective::Kind::Logit},
    };
    return all;
}

}  // namespace

at::Tensor Objective::of(const at::Tensor& logits) const {
    const at::Tensor exact = logits.to(at::kDouble);
    return (kind == Kind::Probability ? exact.softmax(1) : exact).select(1, target);
}

std::vector<Choice> objectiveChoices() {
    return choicesOf(kinds());
}

Objective::Kind objectiveKind(const std::string& name) {
    return valueNamed(kinds(), name, "objective");
}

}  // namespace sigscope
