#pragma once

#include <string>
#include <vector>

#include "engine/models/architectures/inception_unit.h"

namespace sigscope::models {

/// Branches side by side, their channels one after another.
class MixedBlock {
public:
    /// What a branch sees of the block's inputs, before its units.
    enum class Pool {
        None,
        Average,  ///< 3×3, stride 1, zeros beyond the borders counted.
        Maximum,  ///< 3×3, stride 2.
    };
    struct Branch {
        Chain chain;                ///< May be empty where it pools.
        std::vector<Chain> ends{};  ///< Side by side on what the chain gives; none: its outputs.
        Pool pool = Pool::None;
    };

    MixedBlock(std::vector<Branch> branches, std::int64_t inputs);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& inputs) const;
    LayerIndex describe(LayerGraph& graph, LayerIndex inputs) const;
    [[nodiscard]] std::int64_t outputs() const { return m_outputs; }

private:
    std::vector<Branch> m_branches;
    std::int64_t m_outputs = 0;
};

/// The five kinds of blocks of Inception v3, `name` as in "Mixed_5b".
[[nodiscard]] MixedBlock takeInceptionA(const WeightSource& weights, const std::string& name,
                                        std::int64_t inputs);
[[nodiscard]] MixedBlock takeInceptionB(const WeightSource& weights, const std::string& name,
                                        std::int64_t inputs);
[[nodiscard]] MixedBlock takeInceptionC(const WeightSource& weights, const std::string& name,
                                        std::int64_t inputs);
[[nodiscard]] MixedBlock takeInceptionD(const WeightSource& weights, const std::string& name,
                                        std::int64_t inputs);
[[nodiscard]] MixedBlock takeInceptionE(const WeightSource& weights, const std::string& name,
                                        std::int64_t inputs);

}  // namespace sigscope::models
