#pragma once

#include "engine/methods/method.h"

namespace sigscope::methods {

/// Layer-wise relevance propagation (Bach et al., 2015; Montavon et al., 2019).
/// docs/theory/backward-rules.md#lrp.
[[nodiscard]] Method layerwiseRelevance();

}  // namespace sigscope::methods
