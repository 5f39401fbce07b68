#pragma once

#include "engine/models/classifier.h"
#include "engine/models/onnx/graph.h"

namespace sigscope::models::onnx {

/// Where a classifier's logits and its representation are.
struct Ending {
    ValueId output = absentValue;  ///< Of the file's.
    ValueId logits = absentValue;
    Outputs end = Outputs::Logits;   ///< What the file makes of the logits.
    ValueId features = absentValue;  ///< What the last linear layer is given; absent without one.
};

/// Of the output called "logits", else of the first one. A final softmax, log-softmax or sigmoid is
/// recognised through identities and casts: the logits are what it is given.
[[nodiscard]] Ending endingOf(const Graph& graph);

}  // namespace sigscope::models::onnx
