#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/compute/cost.h"
#include "engine/methods/method.h"
#include "engine/models/autoencoder.h"
#include "engine/problem/problem.h"
#include "engine/schedule/turn.h"

namespace sigscope::compute {

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
    /// Memory that was counted is remembered in `file` for the next process; nowhere if it is
    /// empty.
    explicit CostModel(std::filesystem::path file = {}) : m_file(std::move(file)) {}

    /// The cost of evaluating `problem`, whose network has weights of that SHA-256; takes a few
    /// gradients to count their memory the first time, and with an autoencoder one encoding and one
    /// or two decodings. Null if it was stopped meanwhile.
    [[nodiscard]] Cost* costOf(const Problem& problem, const std::string& sha256,
                               const std::optional<LatentWork>& latent,
                               const schedule::Turn& turn = {});

private:
    std::filesystem::path m_file;
    std::optional<std::map<std::string, Cost>> m_costs;  ///< Nothing before the file was read.
};

}  // namespace sigscope::compute
