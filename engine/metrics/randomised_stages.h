#pragma once

#include <memory>
#include <vector>

#include "engine/metrics/metric.h"
#include "engine/models/classifier.h"

namespace sigscope::metrics {

/// The networks of a cascade from the output back, module by module: `classifier` with that module
/// and all behind it born anew, drawn by `seed`; docs/theory/metrics.md#model-randomisation. Its
/// weights file is read for them. None of a program and of an ONNX model, whose layers are not
/// known. Throws Error.
[[nodiscard]] std::vector<RandomisedStage> randomisedStages(
    const std::shared_ptr<const models::Classifier>& classifier, int seed = 0);

}  // namespace sigscope::metrics
