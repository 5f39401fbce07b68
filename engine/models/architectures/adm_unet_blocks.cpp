#include "engine/models/architectures/adm_unet_blocks.h"

#include <ATen/ATen.h>

namespace sigscope::models {

namespace {

constexpr std::int64_t admGroups = 32;
constexpr double admEpsilon = 1e-5;

at::Tensor resampled(const at::Tensor& values, Resampling resampling) {
    if (resampling == Resampling::Down) return at::avg_pool2d(values, 2);
    if (resampling == Resampling::None) return values;
    const std::vector<std::int64_t> doubled{2 * values.size(2), 2 * values.size(3)};
    return at::upsample_nearest2d(values, doubled);
}

at::Tensor convolved3x3(const at::Tensor& values, const Convolution& convolution) {
    return at::conv2d(values, convolution.weight, convolution.bias, 1, 1);
}

}  // namespace

AdmNorm::AdmNorm(const WeightSource& weights, const std::string& name, std::int64_t channels)
    : m_weight(weights.take(name + ".weight", {channels})),
      m_bias(weights.take(name + ".bias", {channels})) {
    if (channels % admGroups != 0)
        weights.refuse(name + ".weight has " + std::to_string(channels) +
                       " channels, which 32 groups do not divide");
}

at::Tensor AdmNorm::operator()(const at::Tensor& values) const {
    return at::group_norm(values, admGroups, m_weight, m_bias, admEpsilon);
}

AdmBlock::AdmBlock(const WeightSource& weights, const std::string& name, std::int64_t inputs,
                   std::int64_t embedding, Resampling resampling)
    : m_firstNorm(weights, name + ".in_layers.0", inputs),
      m_first(weights.takeBiased(name + ".in_layers.2", {anySide, inputs, 3, 3})),
      m_embedding(weights.takeConvolution(name + ".emb_layers.1", {2 * outputs(), embedding})),
      m_secondNorm(weights, name + ".out_layers.0", outputs()),
      m_second(weights.takeBiased(name + ".out_layers.3", {outputs(), outputs(), 3, 3})),
      m_resampling(resampling) {
    if (outputs() != inputs)
        m_shortcut = weights.takeBiased(name + ".skip_connection", {outputs(), inputs, 1, 1});
}

at::Tensor AdmBlock::operator()(const at::Tensor& values, const at::Tensor& embedding) const {
    const at::Tensor first =
        convolved3x3(resampled(at::silu(m_firstNorm(values)), m_resampling), m_first);
    const at::Tensor both = at::linear(at::silu(embedding), m_embedding.weight, m_embedding.bias);
    const std::vector<at::Tensor> scaleAndShift = both.unsqueeze(-1).unsqueeze(-1).chunk(2, 1);
    const at::Tensor modulated = m_secondNorm(first) * (1 + scaleAndShift[0]) + scaleAndShift[1];
    const at::Tensor second = convolved3x3(at::silu(modulated), m_second);
    const at::Tensor kept = resampled(values, m_resampling);
    if (!m_shortcut) return kept + second;
    return at::conv2d(kept, m_shortcut->weight, m_shortcut->bias) + second;
}

AdmAttention::AdmAttention(const WeightSource& weights, const std::string& name,
                           std::int64_t channels, const AttentionHeads& heads)
    : m_norm(weights, name + ".norm", channels),
      m_parts(weights.take(name + ".qkv.weight", {3 * channels, channels, 1}).squeeze(2)),
      m_partsBias(weights.take(name + ".qkv.bias", {3 * channels})),
      m_projection(weights.take(name + ".proj_out.weight", {channels, channels, 1}).squeeze(2)),
      m_projectionBias(weights.take(name + ".proj_out.bias", {channels})),
      m_heads(heads.of(channels)),
      m_order(heads.order) {
    if (m_heads == 0 || channels % m_heads != 0)
        weights.refuse(name + ".qkv.weight has " + std::to_string(channels) +
                       " channels, which its heads do not divide");
}

at::Tensor AdmAttention::operator()(const at::Tensor& values) const {
    const std::int64_t batch = values.size(0);
    const std::int64_t ofHead = values.size(1) / m_heads;
    // [B, H·W, C]: a token for each position.
    const at::Tensor tokens = m_norm(values).flatten(2).transpose(1, 2);
    const at::Tensor mapped = at::linear(tokens, m_parts, m_partsBias);
    const bool headsFirst = m_order == AttentionHeads::Order::HeadsFirst;
    const at::Tensor parts = headsFirst
                                 ? mapped.view({batch, -1, m_heads, 3, ofHead})
                                 : mapped.view({batch, -1, 3, m_heads, ofHead}).transpose(2, 3);
    const auto part = [&parts](std::int64_t which) {
        return parts.select(3, which).transpose(1, 2);  // [B, heads, H·W, C / heads]
    };
    const at::Tensor attended = at::scaled_dot_product_attention(part(0), part(1), part(2));
    const at::Tensor joined = attended.transpose(1, 2).flatten(2);
    return values + at::linear(joined, m_projection, m_projectionBias)
                        .transpose(1, 2)
                        .reshape(values.sizes());
}

}  // namespace sigscope::models
