#include "engine/problem/objective.h"

#include <ATen/ATen.h>

#include "engine/api/explain_request.h"
#include "engine/models/classifier.h"
#include "engine/problem/named.h"

namespace sigscope {

namespace {

const std::vector<Named<Objective::Kind>>& kinds() {
    static const std::vector<Named<Objective::Kind>> all{
        {{"probability", "probability", "The class's share of the softmax, between 0 and 1."},
         Objective::Kind::Probability},
        {{"logit", "logit", "The network's raw score for the class, before the softmax."},
         Objective::Kind::Logit},
        {{"log-probability", "log-probability",
          "The logarithm of the probability: does not saturate where the class is unlikely."},
         Objective::Kind::LogProbability},
        {{contrastObjective, "contrast",
          "The class's logit minus that of a second class: what tells the two apart."},
         Objective::Kind::Contrast},
        {{"sigmoid", "sigmoid",
          "The logistic function of the logit: for one output, or classes that do not exclude each "
          "other."},
         Objective::Kind::Sigmoid},
    };
    return all;
}

}  // namespace

at::Tensor Objective::of(const at::Tensor& logits) const {
    const at::Tensor exact = logits.to(at::kDouble);
    switch (kind) {
        case Kind::Probability:
            return exact.softmax(1).select(1, target);
        case Kind::LogProbability:
            return exact.log_softmax(1).select(1, target);
        case Kind::Contrast:
            return exact.select(1, target) - exact.select(1, against);
        case Kind::Sigmoid:
            return exact.select(1, target).sigmoid();
        case Kind::Logit:
            break;
    }
    return exact.select(1, target);
}

std::vector<Choice> objectiveChoices() {
    return choicesOf(kinds());
}

Objective::Kind objectiveKind(const std::string& name) {
    return valueNamed(kinds(), name, "objective");
}

void requireMeaning(Objective::Kind kind, int classCount) {
    if (classCount > 1) return;
    if (kind == Objective::Kind::Probability || kind == Objective::Kind::LogProbability)
        throw Error(
            "objective: the probability of a model with one output is always 1; use sigmoid");
    if (kind == Objective::Kind::Contrast)
        throw Error("objective: a contrast takes two classes, this model has one; use sigmoid");
}

Objective::Kind meaningOf(Objective::Kind asked, const models::Classifier& classifier) {
    using Kind = Objective::Kind;
    using models::Outputs;
    if (classifier.outputs == Outputs::Independent) {
        if (asked == Kind::LogProbability)
            throw Error(
                "objective: log-probability is of a softmax, and this model's outputs are "
                "probabilities of their own; use probability or logit");
        if (asked == Kind::Probability) return Kind::Sigmoid;
    }
    if (classifier.outputs == Outputs::Exclusive && asked == Kind::Logit)
        throw Error(
            "objective: the logits behind this model's probabilities are known up to a constant "
            "only; use log-probability or contrast, which are exact");
    if (classifier.outputs == Outputs::Exclusive && asked == Kind::Sigmoid)
        throw Error(
            "objective: this model's probabilities add up to 1, which those of a sigmoid do not; "
            "use probability");
    requireMeaning(asked, classifier.network->classCount());
    return asked;
}

}  // namespace sigscope
