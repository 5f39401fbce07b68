#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "engine/compute/cost.h"
#include "engine/problem/problem.h"
#include "engine/schedule/turn.h"

namespace sigscope::compute {

/// What another network does between the gradients.
struct AuxiliaryWork {
    std::string key;             ///< The SHA-256 of its weights, and what is done with it.
    std::function<void()> once;  ///< As much as is done at once.
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
    /// gradients to count their memory the first time, and does `auxiliary` once. Null if it was
    /// stopped meanwhile.
    [[nodiscard]] Cost* costOf(const Problem& problem, const std::string& sha256,
                               const std::optional<AuxiliaryWork>& auxiliary,
                               const schedule::Turn& turn = {});

private:
    std::filesystem::path m_file;
    std::optional<std::map<std::string, Cost>> m_costs;  ///< Nothing before the file was read.
};

}  // namespace sigscope::compute
