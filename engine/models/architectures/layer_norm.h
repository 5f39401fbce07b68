#pragma once

#include <ATen/ATen.h>

#include <string>

#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

/// (x − mean) / √(variance + ε) · weight + bias over the last side of [..., F].
struct LayerNorm {
    at::Tensor weight;  ///< [F]
    at::Tensor bias;    ///< [F]
    double epsilon = 1e-6;

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const {
        return at::layer_norm(inputs, {weight.size(0)}, weight, bias, epsilon);
    }
};

/// Takes `name`.weight and `name`.bias. Throws Error as WeightSource does.
[[nodiscard]] inline LayerNorm takeLayerNorm(const WeightSource& weights, const std::string& name,
                                             std::int64_t features, double epsilon) {
    return {weights.take(name + ".weight", {features}), weights.take(name + ".bias", {features}),
            epsilon};
}

}  // namespace sigscope::models
