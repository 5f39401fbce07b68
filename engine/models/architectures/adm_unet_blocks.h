#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>

#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

/// Group normalisation of 32 groups, ε = 1e-5.
class AdmNorm {
public:
    /// Throws Error naming the tensor if 32 does not divide its channels.
    AdmNorm(const WeightSource& weights, const std::string& name, std::int64_t channels);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& values) const;

private:
    at::Tensor m_weight;
    at::Tensor m_bias;
};

/// What a block does to the resolution.
enum class Resampling {
    None,
    Down,  ///< Means of 2 × 2 pixels.
    Up,    ///< Each pixel four times.
};

/// shortcut(x) + conv₂(silu(norm₂(conv₁(silu(norm₁(x)))) ⊙ (1 + scale) + shift)), scale and shift
/// linear in silu of the timestep's embedding; both ways are resampled before conv₁. The shortcut
/// is a 1 × 1 convolution where the number of channels changes.
class AdmBlock {
public:
    /// `embedding`: how long the timestep's embedding is.
    AdmBlock(const WeightSource& weights, const std::string& name, std::int64_t inputs,
             std::int64_t embedding, Resampling resampling);

    /// `embedding` [B, E]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& values,
                                        const at::Tensor& embedding) const;
    [[nodiscard]] std::int64_t outputs() const { return m_first.bias.size(0); }

private:
    AdmNorm m_firstNorm;
    Convolution m_first;
    Convolution m_embedding;  ///< A matrix [2·out, E]: scale, then shift.
    AdmNorm m_secondNorm;
    Convolution m_second;
    std::optional<Convolution> m_shortcut;
    Resampling m_resampling;
};

/// How the channels of queries, keys and values are divided among heads.
struct AttentionHeads {
    /// How the 3·C channels of a block's matrix follow each other.
    enum class Order {
        HeadsFirst,  ///< Query, key and value of each head together: the older models.
        PartsFirst,  ///< All queries, all keys, all values.
    };
    int count = 0;      ///< 0: as many as `channels` makes.
    int channels = 64;  ///< Of a head; of no matter if they are counted.
    Order order = Order::HeadsFirst;

    [[nodiscard]] std::int64_t of(std::int64_t all) const {
        return count > 0 ? count : all / channels;
    }
};

/// x + projection(attention(norm(x))) over all positions.
class AdmAttention {
public:
    /// Throws Error if the heads do not divide the channels.
    AdmAttention(const WeightSource& weights, const std::string& name, std::int64_t channels,
                 const AttentionHeads& heads);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& values) const;

private:
    AdmNorm m_norm;
    at::Tensor m_parts, m_partsBias;            ///< [3·C, C], [3·C]
    at::Tensor m_projection, m_projectionBias;  ///< [C, C], [C]
    std::int64_t m_heads;
    AttentionHeads::Order m_order;
};

}  // namespace sigscope::models
