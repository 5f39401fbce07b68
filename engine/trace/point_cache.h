#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "engine/integration/parametrisation.h"

namespace sigscope::trace {

/// γ at the nodes of a run, kept after it was computed once: neighbouring frames need the same
/// ones.
class PointCache {
public:
    static constexpr std::int64_t mostBytes = 128LL << 20;

    explicit PointCache(std::shared_ptr<const integration::ParametrisationSampler> parametrisation)
        : m_parametrisation(std::move(parametrisation)) {}

    /// γ at a position, model space, [3, H, W].
    [[nodiscard]] std::shared_ptr<const Array> at(double position);

    [[nodiscard]] const integration::ParametrisationSampler& parametrisation() const {
        return *m_parametrisation;
    }

private:
    std::shared_ptr<const integration::ParametrisationSampler> m_parametrisation;
    std::mutex m_mutex;
    std::map<double, std::shared_ptr<const Array>> m_points;
    std::int64_t m_bytes = 0;
};

}  // namespace sigscope::trace
