#pragma once

#include <cstdint>
#include <functional>

namespace sigscope::run {

/// The most bytes of tensor memory that `work` held at once on this thread, above what was held
/// when it began. Counts what Torch's allocators hand out, on any device.
[[nodiscard]] std::int64_t peakTensorBytes(const std::function<void()>& work);

}  // namespace sigscope::run
