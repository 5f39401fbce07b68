#pragma once

#include <ATen/core/Tensor.h>

#include <memory>

#include "engine/models/classifier.h"
#include "engine/problem/objective.h"

namespace sigscope {

/// What a method explains: f between a baseline and an input. Tensors are [3, H, W] in model space,
/// on the classifier's device and in its dtype.
struct Problem {
    std::shared_ptr<const models::Classifier> classifier;
    at::Tensor input;     ///< x
    at::Tensor baseline;  ///< x'
    Objective objective;

    [[nodiscard]] at::Tensor delta() const { return input - baseline; }  ///< Δ = x − x'
};

}  // namespace sigscope
