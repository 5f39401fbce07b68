#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/api/parameters.h"

namespace sigscope::integration {

/// How the gradients at the nodes become an attribution: docs/theory/integration.md#rules.
enum class Rule {
    Trapezoid,  ///< A = Σ ½(g_k + g_{k+1}) ⊙ (x_{k+1} − x_k).
    Reference,  ///< A = Σ g_k ⊙ (x_{k+1} − x_k) on α_k = k/(n−1): the published program's.
};

/// The shares of an interval's two gradients in its contribution.
struct RuleWeights {
    double left = 0.5;
    double right = 0.5;
};

[[nodiscard]] RuleWeights weightsOf(Rule rule);

/// Gradients of the published program's figures.
constexpr int publishedSteps = 200;

/// What every method that integrates along a fixed path is asked.
struct IntegrationParameters {
    double tolerance = 2;  ///< Per cent of the map: what 200 nodes of the reference rule leave.
    int steps = 0;         ///< Gradients, both ends included; 0: as many as the tolerance takes.
    int mostSteps = 1025;  ///< A bound for those: the tenth dyadic level.
    Rule rule = Rule::Trapezoid;  ///< Second order where f is smooth, at the same cost.
};

/// The number of nodes where it is fixed; nothing where the tolerance decides. The reference rule
/// has no estimate to go by: unless it is told, it takes the published number. Throws Error for a
/// number that is none.
[[nodiscard]] std::optional<int> fixedSteps(const IntegrationParameters& parameters);

}  // namespace sigscope::integration
