#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/methods/method.h"
#include "engine/models/autoencoder.h"
#include "engine/problem/problem.h"
#include "engine/schedule/turn.h"

namespace sigscope::compute {

/// What evaluations of a model cost, learned once per content of its weights, input size, precision
/// and device.
struct Cost {
    std::int64_t firstBytes = 0;  ///< Activations and gradients of a micro-batch of one point.
    std::int64_t moreBytes = 0;   ///< Of each further point, less: early layers take few at a time.
    std::int64_t latentBytes = 0;  ///< What the autoencoder takes at once, if there is one.
    /// By the last micro-batch; unknown before the first.
    std::optional<double> secondsPerGradient, secondsPerValue;

    [[nodiscard]] std::optional<double>& secondsPer(methods::Evaluation evaluation) {
        return evaluation == methods::Evaluation::Value ? secondsPerValue : secondsPerGradient;
    }
    [[nodiscard]] std::optional<double> secondsPer(methods::Evaluation evaluation) const {
        return evaluation == methods::Evaluation::Value ? secondsPerValue : secondsPerGradient;
    }
};

/// What is done with an autoencoder beside the gradients.
struct LatentWork {
    std::shared_ptr<const models::Autoencoder> autoencoder;
    std::string sha256;  ///< Of its weights.
    methods::AutoencoderUse use = methods::AutoencoderUse::Decode;
};

/// Bytes of a micro-batch of `points` points like `input` [3, H, W]: what their gradients take, the
/// points themselves, their scaled components and the products of these.
[[nodiscard]] std::int64_t batchBytes(const Cost& cost, const at::Tensor& input, int points);

/// How many points a micro-batch may have: as many as pay on the device, within 1 GiB on a
/// CPU and what is free on a GPU.
[[nodiscard]] int mostPointsOf(const Cost& cost, const at::Tensor& input);

class CostModel {
public:
    /// The cost of evaluating `problem`, whose network has weights of that SHA-256; takes a few
    /// gradients to count their memory the first time, and with an autoencoder one encoding and one
    /// or two decodings. Null if it was stopped meanwhile.
    [[nodiscard]] Cost* costOf(const Problem& problem, const std::string& sha256,
                               const std::optional<LatentWork>& latent,
                               const schedule::Turn& turn = {});

private:
    std::map<std::string, Cost> m_costs;
};

}  // namespace sigscope::compute
