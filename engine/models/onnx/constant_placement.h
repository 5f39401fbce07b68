#pragma once

#include "engine/models/architectures/architecture.h"
#include "engine/models/onnx/graph.h"

namespace sigscope::models::onnx {

/// Brings the constants that are still used to where the network computes, and drops the others:
/// reals to the device and type of `placement`, the weights of convolutions channels last in its
/// fast form. What operators read as numbers (shapes, scales, bounds) stays on the CPU as it is.
void placeConstants(Graph& graph, const Placement& placement);

}  // namespace sigscope::models::onnx
