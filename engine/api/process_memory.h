#pragma once

#include <cstdint>

namespace sigscope {

/// Resident bytes of the process: now, and at most since resetPeakMemory(). 0 where the system does
/// not tell.
[[nodiscard]] std::int64_t residentMemory();
[[nodiscard]] std::int64_t peakMemory();
void resetPeakMemory();

}  // namespace sigscope
