#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "engine/problem/problem.h"

namespace sigscope::run {

/// What evaluations of a model cost, learned once per model, input size, precision and device.
struct Cost {
    std::int64_t bytesPerPoint = 0;         ///< Activations and gradients of one point.
    std::optional<double> secondsPerPoint;  ///< By the last micro-batch; unknown before the first.
};

/// Bytes of one point of a micro-batch, an `input` [3, H, W]: what its gradient takes, the point
/// itself, its scaled components and the products of these.
[[nodiscard]] std::int64_t bytesPerPointOf(const Cost& cost, const at::Tensor& input);

/// How many points a micro-batch may have: as many as pay on the device, within 1 GiB.
[[nodiscard]] int mostPointsOf(const Cost& cost, const at::Tensor& input);

class CostBook {
public:
    /// The cost of evaluating `problem`; takes one gradient to count its memory the first time.
    [[nodiscard]] Cost& costOf(const Problem& problem);

private:
    std::map<std::string, Cost> m_costs;
};

}  // namespace sigscope::run
