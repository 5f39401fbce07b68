#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// DeepLIFT by its rescale rule (Shrikumar et al., 2017); over several baselines their mean, as
/// DeepSHAP. docs/theory/backward-rules.md#deeplift.
[[nodiscard]] Method deepLift();

}  // namespace sigscope::methods
