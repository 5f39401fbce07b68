#pragma once

#include <c10/core/Device.h>

#include <cstdint>
#include <functional>
#include <optional>

namespace sigscope::compute {

/// The most bytes of tensor memory that `work` held at once on this thread, above what was held
/// when it began. Counts what Torch's allocators hand out, on any device.
[[nodiscard]] std::int64_t peakTensorBytes(const std::function<void()>& work);

/// Bytes that are free on a GPU; nothing on a CPU, and where this LibTorch cannot tell.
[[nodiscard]] std::optional<std::int64_t> freeBytes(c10::Device device);

}  // namespace sigscope::compute
