#include "engine/run/memory_meter.h"

#include <c10/core/Allocator.h>
#include <c10/util/ThreadLocalDebugInfo.h>

#include <algorithm>
#include <memory>

namespace sigscope::run {

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
    const c10::DebugInfoGuard guard(c10::DebugInfoKind::PROFILER_STATE, meter);
    work();
    return meter->peak();
}

}  // namespace sigscope::run
