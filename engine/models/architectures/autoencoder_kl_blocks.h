#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>

#include "engine/models/architectures/autoencoder_kl_names.h"
#include "engine/models/architectures/weight_source.h"

namespace sigscope::models {

/// Group normalisation of 32 groups, ε = 1e-6.
class KlNorm {
public:
    /// Throws Error naming the tensor if 32 does not divide its channels.
    KlNorm(const WeightSource& weights, const std::string& name, std::int64_t channels);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& values) const;

private:
    at::Tensor m_weight;
    at::Tensor m_bias;
};

/// x + conv2(silu(norm2(conv1(silu(norm1(x)))))), x by way of a 1 × 1 convolution where the number
/// of channels changes.
class KlBlock {
public:
    KlBlock(const WeightSource& weights, const KlNames& names, const std::string& name,
            std::int64_t inputs);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& values) const;
    [[nodiscard]] std::int64_t outputs() const { return m_first.bias.size(0); }

private:
    KlNorm m_firstNorm;
    Convolution m_first;
    KlNorm m_secondNorm;
    Convolution m_second;
    std::optional<Convolution> m_shortcut;
};

/// x + projection(attention(norm(x))) over all positions, with one head.
class KlAttention {
public:
    KlAttention(const WeightSource& weights, const KlNames& names, const std::string& name,
                std::int64_t channels);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& values) const;

private:
    /// A matrix [C, C] and a bias [C].
    struct Map {
        at::Tensor weight;
        at::Tensor bias;
    };
    static Map takeMap(const WeightSource& weights, const KlNames& names, const std::string& name,
                       std::int64_t channels);

    KlNorm m_norm;
    Map m_query;
    Map m_key;
    Map m_value;
    Map m_projection;
};

/// The two blocks at the coarsest level, attention between them.
class KlMiddle {
public:
    KlMiddle(const WeightSource& weights, const KlNames& names, KlHalf half, std::int64_t channels);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& values) const {
        return m_second(m_attention(m_first(values)));
    }
    [[nodiscard]] std::int64_t outputs() const { return m_second.outputs(); }

private:
    KlBlock m_first;
    KlAttention m_attention;
    KlBlock m_second;
};

}  // namespace sigscope::models
