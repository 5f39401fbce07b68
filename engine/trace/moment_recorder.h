#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/map_moments.h"
#include "engine/integration/observer.h"

namespace sigscope::trace {

/// Keeps the maps that a method without a path shows one after another: of a growing map at most
/// 64, spread over what there was so far, the last one always; of all kinds no more than fit the
/// budget.
class MomentRecorder {
public:
    explicit MomentRecorder(std::int64_t budget) : m_budget(budget) {}

    void add(const integration::Moment& moment);

    /// Null with fewer than two. `result` [3, H, W] is one of them, or the last one takes its
    /// place.
    [[nodiscard]] std::shared_ptr<const MapMoments> moments(const Array& result) const;

private:
    [[nodiscard]] std::size_t mostOf(const MapMoment& moment) const;

    std::int64_t m_budget;
    int m_stride = 1;  ///< Moments between two that are kept.
    int m_count = 0;
    std::vector<MapMoment> m_kept;
    std::optional<MapMoment> m_last;  ///< If it is not kept.
};

}  // namespace sigscope::trace
