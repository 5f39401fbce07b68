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

std::vector<at::Tensor> classActivationMaps(const models::LayerGraph& graph,
                                            const Objective& objective, const at::Tensor& input,
                                            const std::vector<models::LayerIndex>& layers,
                                            CamWeighting weighting) {
    const std::vector<at::Tensor> values = graph.values(input);
    std::vector<at::Tensor> maps(layers.size());
    const auto take = [&](models::LayerIndex layer, const at::Tensor& gradients) {
        for (std::size_t i = 0; i < layers.size(); ++i)
            if (layers[i] == layer)
                maps[i] = classActivationMap(weighting, values[layer].select(0, 0),
                                             gradients.select(0, 0));
    };
    const auto rule = [&](const LayerPass& pass) {
        take(pass.index, pass.signal);
        return gradientRule(pass);
    };
    const models::LayerIndex first = layers.front();
    take(first, passBack(graph, values, logitGradient(objective, values.back()), first, rule));
    return maps;
}

at::Tensor classActivationMap(const models::LayerGraph& graph, const Objective& objective,
                              const at::Tensor& input, models::LayerIndex layer,
                              CamWeighting weighting) {
    return classActivationMaps(graph, objective, input, {layer}, weighting).front();
}

at::Tensor inPictureSize(const at::Tensor& map, std::int64_t rows, std::int64_t columns) {
    return at::upsample_bilinear2d(map.unsqueeze(0).unsqueeze(0), {rows, columns},
                                   /*align_corners=*/false)
        .select(0, 0)
        .select(0, 0);
}

}  // namespace sigscope::methods
