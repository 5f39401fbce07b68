#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/methods/method.h"
#include "engine/models/autoencoder.h"
#include "engine/problem/problem.h"

namespace sigscope::run {

/// What evaluations of a model cost, learned once per model, input size, precision and device.
struct Cost {
    std::int64_t bytesPerPoint = 0;  ///< Activations and gradients of one point.
    std::int64_t latentBytes = 0;    ///< What the autoencoder takes at once, if there is one.
    std::optional<double> secondsPerPoint;  ///< By the last micro-batch; unknown before the first.
};

/// What is done with an autoencoder beside the gradients.
struct LatentWork {
    std::shared_ptr<const models::Autoencoder> autoencoder;
    std::string file;
    methods::AutoencoderUse use = methods::AutoencoderUse::Decode;
};

/// Bytes of one point of a micro-batch, an `input` [3, H, W]: what its gradient takes, the point
/// itself, its scaled components and the products of these.
[[nodiscard]] std::int64_t bytesPerPointOf(const Cost& cost, const at::Tensor& input);

/// How many points a micro-batch may have: as many as pay on the device, within 1 GiB.
[[nodiscard]] int mostPointsOf(const Cost& cost, const at::Tensor& input);

class CostBook {
public:
    /// The cost of evaluating `problem`; takes one gradient to count its memory the first time, and
    /// with an autoencoder one encoding and one or two decodings.
    [[nodiscard]] Cost& costOf(const Problem& problem, const std::optional<LatentWork>& latent);

private:
    std::map<std::string, Cost> m_costs;
};

}  // namespace sigscope::run
