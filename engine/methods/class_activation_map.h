#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/models/layer_graph.h"
#include "engine/problem/objective.h"

namespace sigscope::methods {

/// How the activations a [K, h, w] of a layer are weighed by D = ∂f/∂a.
enum class CamWeighting {
    Mean,         ///< Grad-CAM (Selvaraju et al., 2017).
    Element,      ///< HiResCAM (Draelos and Carin, 2020).
    Positive,     ///< LayerCAM (Jiang et al., 2021).
    SecondOrder,  ///< Grad-CAM++ (Chattopadhay et al., 2018).
};

/// M [h, w], signed. docs/theory/backward-rules.md#class-activation-maps.
[[nodiscard]] at::Tensor classActivationMap(CamWeighting weighting, const at::Tensor& activations,
                                            const at::Tensor& gradients);

/// The same of what `layer` of `graph` gives for the picture `input` [1, 3, H, W].
[[nodiscard]] at::Tensor classActivationMap(const models::LayerGraph& graph,
                                            const Objective& objective, const at::Tensor& input,
                                            models::LayerIndex layer, CamWeighting weighting);

/// The same of what each of `layers` of `graph`, ascending, gives for the picture `input`
/// [1, 3, H, W]: one pass back for all.
[[nodiscard]] std::vector<at::Tensor> classActivationMaps(
    const models::LayerGraph& graph, const Objective& objective, const at::Tensor& input,
    const std::vector<models::LayerIndex>& layers, CamWeighting weighting);

/// `map` [h, w] in the size of the picture [rows, columns]: bilinear between the centres of its
/// elements, edges repeated.
[[nodiscard]] at::Tensor inPictureSize(const at::Tensor& map, std::int64_t rows,
                                       std::int64_t columns);

}  // namespace sigscope::methods
