#pragma once

#include "engine/integration/batch_sizer.h"
#include "engine/problem/gradients.h"

namespace sigscope::integration {

/// queueGradients() of `points` [B, 3, H, W], in parts that fit the device's memory: where they
/// do not, micro-batches are halved from then on. Throws what the device throws if one point alone
/// does not fit.
[[nodiscard]] QueuedGradients queueFitting(const Problem& problem, const at::Tensor& points,
                                           BatchSizer& batches);

}  // namespace sigscope::integration
