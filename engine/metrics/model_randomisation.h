#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "engine/metrics/metric.h"
#include "engine/metrics/similarity.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::metrics {

/// Which layers of a network are random at a stage.
enum class Randomisation {
    Cascade,      ///< That layer and all behind it, up to the output.
    Independent,  ///< That layer alone.
};

/// The weights of `state` as the layers named `layers` are born: weights and biases uniform within
/// ±1/√(inputs of one output), a batch norm's γ 1, β 0, mean 0 and variance 1. Drawn by `seed`;
/// docs/theory/metrics.md#model-randomisation. Tensors that are no part of these layers are left
/// out. Throws Error naming the layer that has no weight.
[[nodiscard]] models::StateDict bornAnew(const models::StateDict& state,
                                         const std::vector<std::string>& layers, int seed);

/// `state` with the tensors of `random` in the layers that are random at stage `stage` (from 0).
/// `layers` are named from the output back: "fc", "layer4.1.conv2", ….
[[nodiscard]] models::StateDict randomisedState(const models::StateDict& state,
                                                const models::StateDict& random,
                                                const std::vector<std::string>& layers,
                                                std::size_t stage, Randomisation randomisation);

/// A stage with what the method says of its network.
struct StageSimilarity {
    std::string layer;
    at::Tensor map;  ///< Of the same class and settings, [C, H, W].
    MapSimilarity similarity;
};

/// Model randomisation (Adebayo et al., 2018): the maps of the stages' networks, each beside its
/// similarity with `original`. One network is held at a time. Throws Stopped.
[[nodiscard]] std::vector<StageSimilarity> modelRandomisation(
    const Problem& problem, const at::Tensor& original, const Attribute& attribute,
    const std::vector<RandomisedStage>& stages, const schedule::Turn& turn = {});

[[nodiscard]] Metric randomisationMetric();

}  // namespace sigscope::metrics
