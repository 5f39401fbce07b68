#include "engine/models/architectures/autoencoder_kl_blocks.h"

#include <ATen/ATen.h>

namespace sigscope::models {

namespace {

constexpr std::int64_t groups = 32;
constexpr double epsilon = 1e-6;

}  // namespace

KlNorm::KlNorm(const WeightSource& weights, const std::string& name, std::int64_t channels)
    : m_weight(weights.take(name + ".weight", {channels})),
      m_bias(weights.take(name + ".bias", {channels})) {
    if (channels % groups != 0)
        weights.refuse(name + ".weight has " + std::to_string(channels) +
                       " channels, which 32 groups do not divide");
}

at::Tensor KlNorm::operator()(const at::Tensor& values) const {
    return at::group_norm(values, groups, m_weight, m_bias, epsilon);
}

KlBlock::KlBlock(const WeightSource& weights, const KlNames& names, const std::string& name,
                 std::int64_t inputs)
    : m_firstNorm(weights, name + ".norm1", inputs),
      m_first(weights.takeBiased(name + ".conv1", {anySide, inputs, 3, 3})),
      m_secondNorm(weights, name + ".norm2", outputs()),
      m_second(weights.takeBiased(name + ".conv2", {outputs(), outputs(), 3, 3})) {
    if (outputs() != inputs)
        m_shortcut = weights.takeBiased(names.shortcut(name), {outputs(), inputs, 1, 1});
}

at::Tensor KlBlock::operator()(const at::Tensor& values) const {
    const at::Tensor first =
        at::conv2d(at::silu(m_firstNorm(values)), m_first.weight, m_first.bias, 1, 1);
    const at::Tensor second =
        at::conv2d(at::silu(m_secondNorm(first)), m_second.weight, m_second.bias, 1, 1);
    if (!m_shortcut) return values + second;
    return at::conv2d(values, m_shortcut->weight, m_shortcut->bias) + second;
}

KlAttention::KlAttention(const WeightSource& weights, const KlNames& names, const std::string& name,
                         std::int64_t channels)
    : m_norm(weights, names.attentionNorm(name), channels),
      m_query(takeMap(weights, names, names.query(name), channels)),
      m_key(takeMap(weights, names, names.key(name), channels)),
      m_value(takeMap(weights, names, names.value(name), channels)),
      m_projection(takeMap(weights, names, names.projection(name), channels)) {}

KlAttention::Map KlAttention::takeMap(const WeightSource& weights, const KlNames& names,
                                      const std::string& name, std::int64_t channels) {
    return {
        weights.take(name + ".weight", names.attentionShape(channels)).view({channels, channels}),
        weights.take(name + ".bias", {channels})};
}

at::Tensor KlAttention::operator()(const at::Tensor& values) const {
    // [B, 1, H·W, C]: one head, a token for each position.
    const at::Tensor tokens = m_norm(values).flatten(2).transpose(1, 2).unsqueeze(1);
    const auto mapped = [](const at::Tensor& input, const Map& map) {
        return at::linear(input, map.weight, map.bias);
    };
    // Works through the H·W × H·W scores in blocks: at 1024 pixels they would take a gigabyte.
    const at::Tensor attended = at::scaled_dot_product_attention(
        mapped(tokens, m_query), mapped(tokens, m_key), mapped(tokens, m_value));
    return values +
           mapped(attended, m_projection).squeeze(1).transpose(1, 2).reshape(values.sizes());
}

KlMiddle::KlMiddle(const WeightSource& weights, const KlNames& names, KlHalf half,
                   std::int64_t channels)
    : m_first(weights, names, names.middleBlock(half, 0), channels),
      m_attention(weights, names, names.middleAttention(half), m_first.outputs()),
      m_second(weights, names, names.middleBlock(half, 1), m_first.outputs()) {}

}  // namespace sigscope::models
