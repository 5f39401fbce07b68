#include "engine/methods/class_activation_map.h"

#include <ATen/ATen.h>

#include "engine/methods/backward_pass.h"

namespace sigscope::methods {

namespace {

/// One weight for each of K channels, [K, 1, 1].
at::Tensor secondOrderWeights(const at::Tensor& activations, const at::Tensor& gradients) {
    constexpr double stabiliser = 1e-6;  // As pytorch-grad-cam, which the goldens were made with.
    const at::Tensor squares = gradients.square();
    const at::Tensor sums = activations.sum({1, 2}, /*keepdim=*/true);
    const at::Tensor shares = squares / (2 * squares + squares * gradients * sums + stabiliser);
    return (gradients.clamp_min(0) * shares).sum({1, 2}, /*keepdim=*/true);
}

}  // namespace

at::Tensor classActivationMap(CamWeighting weighting, const at::Tensor& activations,
                              const at::Tensor& gradients) {
    switch (weighting) {
        case CamWeighting::Mean:
            return (gradients.mean({1, 2}, /*keepdim=*/true) * activations).sum(0);
        case CamWeighting::Element:
            return (gradients * activations).sum(0);
        case CamWeighting::Positive:
            return (gradients.clamp_min(0) * activations).sum(0);
        case CamWeighting::SecondOrder:
            break;
    }
    return (secondOrderWeights(activations, gradients) * activations).sum(0);
}

at::Tensor classActivationMap(const models::LayerGraph& graph, const Objective& objective,
                              const at::Tensor& input, models::LayerIndex layer,
                              CamWeighting weighting) {
    const std::vector<at::Tensor> values = graph.values(input);
    const at::Tensor gradients =
        passBack(graph, values, logitGradient(objective, values.back()), layer, gradientRule);
    return classActivationMap(weighting, values[layer].select(0, 0), gradients.select(0, 0));
}

at::Tensor inPictureSize(const at::Tensor& map, std::int64_t rows, std::int64_t columns) {
    return at::upsample_bilinear2d(map.unsqueeze(0).unsqueeze(0), {rows, columns},
                                   /*align_corners=*/false)
        .select(0, 0)
        .select(0, 0);
}

}  // namespace sigscope::methods
