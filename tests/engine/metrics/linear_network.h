#pragma once

#include <ATen/ATen.h>

#include <memory>
#include <utility>

#include "engine/problem/problem.h"

namespace sigscope::testing {

/// Logits that are linear in the picture: what an attribution is, is beyond doubt.
class LinearNetwork final : public models::Network {
public:
    /// [K, 3·H·W]
    explicit LinearNetwork(at::Tensor weights) : m_weights(std::move(weights)) {}

    [[nodiscard]] at::Tensor logits(const at::Tensor& inputs) const override {
        return at::matmul(inputs.flatten(1), m_weights.t());
    }
    [[nodiscard]] int classCount() const override { return static_cast<int>(m_weights.size(0)); }

private:
    at::Tensor m_weights;
};

/// `problem` with such a network in the place of its own.
[[nodiscard]] inline Problem linearProblem(const Problem& problem, const at::Tensor& weights) {
    Problem linear = problem;
    auto classifier = std::make_shared<models::Classifier>(*problem.classifier);
    classifier->network = std::make_shared<LinearNetwork>(weights);
    linear.classifier = classifier;
    linear.objective = {Objective::Kind::Logit, 1};
    return linear;
}

}  // namespace sigscope::testing
