#pragma once

#include <optional>

#include "engine/compute/compute_context.h"
#include "engine/compute/preparation.h"
#include "engine/methods/method.h"

namespace sigscope::compute {

/// What was measured of a narrow network, or why it could not be.
struct PrecisionCheck {
    std::optional<double> error{};
    std::string unknown{};
};

/// How far a narrow network's map is from that of the same network in float32: the relative L2
/// distance, channels summed, of the maps of nine even nodes by each. Rounding is as good as
/// independent from node to node, so that more nodes have less of it. Nothing where the network
/// computes in float32 or float64, where the method has no fixed path, and once `context` is
/// stopped; where the second network can't be had, it says why. Takes two runs of nine gradients,
/// and loads the network once more.
[[nodiscard]] PrecisionCheck checkPrecision(const ExplainRequest& request,
                                            const Preparation& preparation,
                                            const methods::Method& method,
                                            const integration::RunContext& context);

}  // namespace sigscope::compute
