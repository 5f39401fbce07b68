#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "engine/api/baseline_spec.h"
#include "engine/models/preprocessing.h"

namespace sigscope::baselines {

// x' of the input `input` [3, H, W] in model space; docs/theory/README.md#baselines.

/// `seed` is that of noise: the same on every device. Throws Error for an input that is too small
/// to be blurred.
[[nodiscard]] at::Tensor makeBaseline(NamedBaseline name, const at::Tensor& input,
                                      const models::Preprocessing& preprocessing,
                                      std::int64_t seed = 0);

[[nodiscard]] at::Tensor makeBaseline(const ColourBaseline& colour, const at::Tensor& input,
                                      const models::Preprocessing& preprocessing);

}  // namespace sigscope::baselines
