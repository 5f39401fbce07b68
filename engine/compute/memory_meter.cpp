#include "engine/compute/memory_meter.h"

#include <c10/core/Allocator.h>
#include <c10/util/ThreadLocalDebugInfo.h>
#include <torch/version.h>

#include <algorithm>
#include <memory>

#if TORCH_VERSION_MAJOR > 2 || TORCH_VERSION_MINOR >= 13
#define SIGSCOPE_KNOWS_FREE_BYTES
#include <c10/core/CachingDeviceAllocator.h>
#endif

namespace sigscope::compute {

namespace {

/// Torch's allocators report each allocation and release to the thread's memory reporter.
class Meter final : public c10::MemoryReportingInfoBase {
public:
    void reportMemoryUsage(void* /*address*/, std::int64_t change, std::size_t /*allocated*/,
                           std::size_t /*reserved*/, c10::Device /*device*/) override {
        m_held += change;
        m_peak = std::max(m_peak, m_held);
    }
    [[nodiscard]] bool memoryProfilingEnabled() const override { return true; }

    [[nodiscard]] std::int64_t peak() const { return m_peak; }

private:
    std::int64_t m_held = 0;
    std::int64_t m_peak = 0;
};

}  // namespace

std::int64_t peakTensorBytes(const std::function<void()>& work) {
    const auto meter = std::make_shared<Meter>();
    const c10::DebugInfoGuard diagnostic(c10::DebugInfoKind::PROFILER_STATE, meter);
    work();
    return meter->peak();
}

std::optional<std::int64_t> freeBytes(c10::Device device) {
#ifdef SIGSCOPE_KNOWS_FREE_BYTES
    if (device.is_cpu()) return std::nullopt;
    auto* allocator = dynamic_cast<c10::DeviceAllocator*>(c10::GetAllocator(device.type()));
    if (allocator == nullptr) return std::nullopt;
    try {
        const auto free = static_cast<std::int64_t>(allocator->getMemoryInfo(device.index()).first);
        // What Torch keeps for itself between runs is there to be used.
        const auto stats = allocator->getDeviceStats(device.index());
        constexpr auto all = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);
        return free + stats.reserved_bytes[all].current - stats.allocated_bytes[all].current;
    } catch (const c10::Error&) {
        return std::nullopt;  // Not each allocator knows.
    }
#else
    static_cast<void>(device);
    return std::nullopt;
#endif
}

}  // namespace sigscope::compute
