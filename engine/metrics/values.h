#pragma once

#include <ATen/core/Tensor.h>

#include "engine/metrics/scores.h"
#include "engine/problem/problem.h"

namespace sigscope::metrics {

/// f of `count` pictures that are made in micro-batches: float64, [count], on the CPU. Throws
/// Stopped.
[[nodiscard]] at::Tensor valuesOf(const Problem& problem, std::int64_t count,
                                  const PictureMaker& pictures, const schedule::Turn& turn = {});

/// f(x)
[[nodiscard]] double valueAtInput(const Problem& problem);

/// Throws Error, beginning with `metric`, unless the map has a value for each channel of x.
void requireChannels(const Problem& problem, const at::Tensor& attribution, const char* metric);

}  // namespace sigscope::metrics
