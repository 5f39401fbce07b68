#pragma once

#include <cstdint>
#include <optional>

#include "engine/methods/method.h"

namespace sigscope::compute {

/// What evaluations of a model cost, learned once per content of its weights, input size, precision
/// and device.
struct Cost {
    std::int64_t firstBytes = 0;  ///< Activations and gradients of a micro-batch of one point.
    std::int64_t moreBytes = 0;   ///< Of each further point, less: early layers take few at a time.
    std::int64_t auxiliaryBytes = 0;  ///< What another network takes at once, if there is one.
    /// By the last micro-batch; unknown before the first.
    std::optional<double> secondsPerGradient{}, secondsPerValue{};

    [[nodiscard]] std::optional<double>& secondsPer(methods::Evaluation evaluation) {
        return evaluation == methods::Evaluation::Value ? secondsPerValue : secondsPerGradient;
    }
    [[nodiscard]] std::optional<double> secondsPer(methods::Evaluation evaluation) const {
        return evaluation == methods::Evaluation::Value ? secondsPerValue : secondsPerGradient;
    }
};

}  // namespace sigscope::compute
