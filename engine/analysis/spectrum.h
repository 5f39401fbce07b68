#pragma once

#include "engine/api/array.h"

namespace sigscope::analysis {

/// The DFT log-magnitude of `difference` [C, H, W]: log(1 + |F|), zero frequency in the middle (at
/// row H/2, column W/2), mean of the channels. [1, H, W].
[[nodiscard]] Array logSpectrum(const Array& difference);

}  // namespace sigscope::analysis
