#pragma once

#include <string>
#include <vector>

#include "engine/api/parameters.h"

namespace sigscope::integration {

/// How the gradients at the nodes become an attribution. METHODS.md, "Integration along a path".
enum class Rule {
    Trapezoid,  ///< A = Σ ½(g_k + g_{k+1}) ⊙ (x_{k+1} − x_k) on dyadic nodes.
    Reference,  ///< A = Σ g_k ⊙ (x_{k+1} − x_k) on α_k = k/(n−1): the published program's.
};

/// The shares of an interval's two gradients in its contribution.
struct RuleWeights {
    double left = 0.5;
    double right = 0.5;
};

[[nodiscard]] RuleWeights weightsOf(Rule rule);

/// Bytes that a node takes while one of its intervals is open, per element of the input: point and
/// gradient are both kept.
constexpr int heldValuesPerElement = 2;

/// What every method that integrates along a path is asked.
struct IntegrationParameters {
    int steps = 129;              ///< Gradients, both ends included: the seventh dyadic level.
    Rule rule = Rule::Trapezoid;  ///< Second order where f is smooth, at the same cost.
};

}  // namespace sigscope::integration
