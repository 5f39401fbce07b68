#pragma once

#include <memory>
#include <vector>

#include "engine/api/layer_randomisation.h"
#include "engine/metrics/metric.h"
#include "engine/models/classifier.h"

namespace sigscope::metrics {

/// Which networks model randomisation asks.
struct RandomisationChoice {
    Randomisation randomisation = Randomisation::Cascade;
    int seed = 0;  ///< Layers are drawn by it.
};

/// The networks of the stages from the output back, module by module: `classifier` with that
/// module, and in a cascade all behind it, born anew; docs/theory/metrics.md#model-randomisation.
/// Its weights file is read for them. None of a program and of an ONNX model, whose layers are not
/// known. Throws Error.
[[nodiscard]] std::vector<RandomisedStage> randomisedStages(
    const std::shared_ptr<const models::Classifier>& classifier,
    const RandomisationChoice& choice = {});

/// `most` of them at most (at least 2), evenly, with the first and the last.
[[nodiscard]] std::vector<RandomisedStage> evenlyOf(std::vector<RandomisedStage> stages, int most);

}  // namespace sigscope::metrics
