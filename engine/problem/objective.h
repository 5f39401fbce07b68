#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "engine/api/parameters.h"

namespace sigscope {

namespace models {
struct Classifier;
}

/// f: the scalar of the class that is explained. docs/theory/README.md#the-scalar-f.
struct Objective {
    enum class Kind {
        Probability,     ///< softmax_c
        Logit,           ///< z_c
        LogProbability,  ///< log softmax_c
        Contrast,        ///< z_c − z_b
        Sigmoid,         ///< 1 / (1 + exp(−z_c))
    };
    Kind kind = Kind::Probability;
    int target = 0;   ///< c
    int against = 0;  ///< b, of a contrast only.

    /// f of logits [B, K]: [B], double whatever the logits are, differentiable.
    [[nodiscard]] at::Tensor of(const at::Tensor& logits) const;
};

/// The kinds with their names, as the catalogue lists them.
[[nodiscard]] std::vector<Choice> objectiveChoices();

/// The kind of that name; throws Error naming those there are.
[[nodiscard]] Objective::Kind objectiveKind(const std::string& name);

/// Throws Error if f says nothing of a network with that many classes: a softmax over one output is
/// 1 whatever the picture, and a contrast takes two.
void requireMeaning(Objective::Kind kind, int classCount);

/// What `asked` is of the classifier: where each output is a probability of its own, the class's
/// probability is that. Throws Error where f has no meaning, or cannot be had exactly: a softmax's
/// outputs tell the logits up to a constant only, of which probabilities and differences know
/// nothing.
[[nodiscard]] Objective::Kind meaningOf(Objective::Kind asked,
                                        const models::Classifier& classifier);

}  // namespace sigscope
