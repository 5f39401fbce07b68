#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "engine/api/layer_randomisation.h"
#include "engine/metrics/metric.h"
#include "engine/metrics/similarity.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::metrics {

/// The weights of `state` as the layers named `layers` are born: weights and biases uniform within
/// ±1/√(inputs of one output), a batch norm's γ 1, β 0, mean 0 and variance 1. Drawn by `seed`;
/// docs/theory/metrics.md#model-randomisation. Tensors that are no part of these layers are left
/// out. Throws Error naming the layer that has no weight.
[[nodiscard]] models::StateDict bornAnew(const models::StateDict& state,
                                         const std::vector<std::string>& layers, int seed);

/// `state` with the tensors of `random` in the layers named `layers`.
[[nodiscard]] models::StateDict withRandomLayers(const models::StateDict& state,
                                                 const models::StateDict& random,
                                                 const std::vector<std::string>& layers);

/// The same with the layers that are random at stage `stage` (from 0), each a stage of its own.
/// `layers` are named from the output back: "fc", "layer4.1.conv2", ….
[[nodiscard]] models::StateDict randomisedState(const models::StateDict& state,
                                                const models::StateDict& random,
                                                const std::vector<std::string>& layers,
                                                std::size_t stage, Randomisation randomisation);

/// A stage with what the method says of its network.
struct StageSimilarity {
    std::string name;  ///< RandomisedStage::name
    at::Tensor map;    ///< Of the same class and settings, [C, H, W].
    MapSimilarity similarity;
};

/// What the method says of the stage's network, beside `original`.
[[nodiscard]] StageSimilarity similarityAt(const RandomisedStage& stage, const Problem& problem,
                                           const at::Tensor& original, const Attribute& attribute);

/// Model randomisation (Adebayo et al., 2018): the maps of the stages' networks, each beside its
/// similarity with `original`. One network is held at a time. Throws Stopped.
[[nodiscard]] std::vector<StageSimilarity> modelRandomisation(
    const Problem& problem, const at::Tensor& original, const Attribute& attribute,
    const std::vector<RandomisedStage>& stages, const schedule::Turn& turn = {});

[[nodiscard]] Metric randomisationMetric();

}  // namespace sigscope::metrics
