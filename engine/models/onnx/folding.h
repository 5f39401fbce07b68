#pragma once

#include "engine/models/onnx/graph.h"
#include "engine/models/onnx/operation.h"

namespace sigscope::models::onnx {

/// How many numbers the constants of a file may become, in one tensor and in all: those it has,
/// and some more for position tables and masks.
[[nodiscard]] std::int64_t mostFolded(const Graph& graph);

/// Makes all reals of the constants those of `circumstances` and evaluates what depends on
/// constants alone. Throws Error that names the node that fails or makes more than mostFolded().
void foldConstants(Graph& graph, const Circumstances& circumstances);

/// Folds batch normalisation behind a convolution that nothing else uses into its weights:
/// γ (Wx + b − μ) / √(σ² + ε) + β is a convolution too.
void foldBatchNormalisation(Graph& graph);

}  // namespace sigscope::models::onnx
