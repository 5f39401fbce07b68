#include "engine/methods/relevance_rules.h"

#include <ATen/ATen.h>

#include "engine/models/layer_functions.h"

namespace sigscope::methods {

namespace {

/// u⁺ and u⁻ of some u.
struct Parts {
    explicit Parts(const at::Tensor& values)
        : positive(values.clamp_min(0)), negative(values.clamp_max(0)) {}

    at::Tensor positive;
    at::Tensor negative;
};

/// What reaches the outputs as positive contributions, t = W⁺x⁺ + b⁺ + W⁻x⁻.
at::Tensor positiveOutputs(const WeightedLayer& layer, const Parts& x, const Parts& weight) {
    return layer.applied(weight.positive, x.positive) + layer.bias().clamp_min(0) +
           layer.applied(weight.negative, x.negative);
}

/// x⁺ ⊙ Aᵀm + x⁻ ⊙ Bᵀm.
at::Tensor shared(const WeightedLayer& layer, const Parts& x, const at::Tensor& ofPositive,
                  const at::Tensor& ofNegative, const at::Tensor& signal) {
    return x.positive * layer.transposed(ofPositive, signal) +
           x.negative * layer.transposed(ofNegative, signal);
}

}  // namespace

at::Tensor WeightedLayer::weight() const {
    return std::visit([](const auto& own) { return own.weight; }, layer);
}

at::Tensor WeightedLayer::bias() const {
    return std::visit([](const auto& own) { return models::broadcastBias(own); }, layer);
}

at::Tensor WeightedLayer::applied(const at::Tensor& weight, const at::Tensor& values) const {
    return std::visit([&](const auto& own) { return models::applied(own, weight, values); }, layer);
}

at::Tensor WeightedLayer::transposed(const at::Tensor& weight, const at::Tensor& signal) const {
    return std::visit(
        [&](const auto& own) { return models::transposed(own, weight, inputs, signal); }, layer);
}

at::Tensor stabilised(const at::Tensor& values, double epsilon) {
    return values + at::where(values >= 0, at::scalar_tensor(epsilon, values.options()),
                              at::scalar_tensor(-epsilon, values.options()));
}

at::Tensor epsilonRule(const WeightedLayer& layer, const at::Tensor& relevance, double epsilon) {
    return layer.inputs *
           layer.transposed(layer.weight(), relevance / stabilised(layer.outputs, epsilon));
}

at::Tensor zPlusRule(const WeightedLayer& layer, const at::Tensor& relevance) {
    const Parts x(layer.inputs);
    const Parts weight(layer.weight());
    const at::Tensor signal = relevance / stabilised(positiveOutputs(layer, x, weight));
    return shared(layer, x, weight.positive, weight.negative, signal);
}

at::Tensor alphaBetaRule(const WeightedLayer& layer, const at::Tensor& relevance) {
    constexpr double alpha = 2;
    constexpr double beta = 1;
    const Parts x(layer.inputs);
    const Parts weight(layer.weight());
    const at::Tensor negativeOutputs = layer.applied(weight.negative, x.positive) +
                                       layer.bias().clamp_max(0) +
                                       layer.applied(weight.positive, x.negative);
    const at::Tensor forIt = relevance / stabilised(positiveOutputs(layer, x, weight));
    const at::Tensor againstIt = relevance / stabilised(negativeOutputs);
    return alpha * shared(layer, x, weight.positive, weight.negative, forIt) -
           beta * shared(layer, x, weight.negative, weight.positive, againstIt);
}

at::Tensor gammaRule(const WeightedLayer& layer, const at::Tensor& relevance) {
    constexpr double gamma = 0.25;
    const Parts x(layer.inputs);
    const at::Tensor weight = layer.weight();
    const at::Tensor bias = layer.bias();
    const at::Tensor raised = weight + gamma * weight.clamp_min(0);   // P
    const at::Tensor lowered = weight + gamma * weight.clamp_max(0);  // N
    // Where y > 0 contributions for it are raised, where y < 0 those against it.
    const at::Tensor above = layer.applied(raised, x.positive) + bias + gamma * bias.clamp_min(0) +
                             layer.applied(lowered, x.negative);
    const at::Tensor below = layer.applied(lowered, x.positive) + bias + gamma * bias.clamp_max(0) +
                             layer.applied(raised, x.negative);
    const at::Tensor ofAbove = (layer.outputs > 0) * relevance / stabilised(above);
    const at::Tensor ofBelow = (layer.outputs < 0) * relevance / stabilised(below);
    return shared(layer, x, raised, lowered, ofAbove) + shared(layer, x, lowered, raised, ofBelow);
}

at::Tensor boxRule(const WeightedLayer& layer, const at::Tensor& relevance,
                   const at::Tensor& lowest, const at::Tensor& highest) {
    const Parts weight(layer.weight());
    const Parts bias(layer.bias());
    const at::Tensor outputs = layer.outputs -
                               (layer.applied(weight.positive, lowest) + bias.positive) -
                               (layer.applied(weight.negative, highest) + bias.negative);
    const at::Tensor signal = relevance / stabilised(outputs);
    return layer.inputs * layer.transposed(layer.weight(), signal) -
           lowest * layer.transposed(weight.positive, signal) -
           highest * layer.transposed(weight.negative, signal);
}

at::Tensor flatRule(const WeightedLayer& layer, const at::Tensor& relevance) {
    const at::Tensor ones = at::ones_like(layer.weight());
    const at::Tensor counts = layer.applied(ones, at::ones_like(layer.inputs));
    return layer.transposed(ones, relevance / stabilised(counts));
}

}  // namespace sigscope::methods
