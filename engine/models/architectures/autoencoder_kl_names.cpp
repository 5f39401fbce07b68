#include "engine/models/architectures/autoencoder_kl_names.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace sigscope::models {

namespace {

enum class AutoencoderKlNamesLayout { Original, Diffusers };

std::optional<AutoencoderKlNamesLayout> layoutOfAutoencoderKlNames(const StateDict& state) {
    const auto hasStem = [&state](const std::string& stem) {
        return std::ranges::any_of(state.entries(), [&stem](const StateDict::Entry& entry) {
            return entry.name.starts_with(stem);
        });
    };
    // Vector-quantised ones share these names, but have no posterior.
    if (state.contains("quantize.embedding.weight")) return std::nullopt;
    if (hasStem("encoder.down_blocks.0.resnets.0.")) return AutoencoderKlNamesLayout::Diffusers;
    if (hasStem("encoder.down.0.block.0.")) return AutoencoderKlNamesLayout::Original;
    return std::nullopt;
}

}  // namespace

bool KlNames::fit(const StateDict& state) {
    return layoutOfAutoencoderKlNames(state).has_value();
}

KlNames::KlNames(const StateDict& state) : m_state(state) {
    m_isDiffusers = layoutOfAutoencoderKlNames(state) == AutoencoderKlNamesLayout::Diffusers;
    // Either may be the one that is missing.
    m_isOlder = std::ranges::any_of(state.entries(), [](const StateDict::Entry& entry) {
        return entry.name.find(".query.") != std::string::npos ||
               entry.name.find(".proj_attn.") != std::string::npos;
    });
}

std::string KlNames::of(KlHalf half, const std::string& part) const {
    return (half == KlHalf::Encoder ? "encoder." : "decoder.") + part;
}

std::string KlNames::outputNorm(KlHalf half) const {
    return of(half, either("norm_out", "conv_norm_out"));
}

std::string KlNames::level(KlHalf half, int level) const {
    if (half == KlHalf::Encoder)
        return of(half, either("down.", "down_blocks.")) + std::to_string(level);
    // diffusers counts in the order of computation, which is from the coarsest.
    const int number = m_isDiffusers ? levels(half) - 1 - level : level;
    return of(half, either("up.", "up_blocks.")) + std::to_string(number);
}

std::string KlNames::block(KlHalf half, int level, int index) const {
    return this->level(half, level) + either(".block.", ".resnets.") + std::to_string(index);
}

std::string KlNames::blockAttention(KlHalf half, int level, int index) const {
    return this->level(half, level) + either(".attn.", ".attentions.") + std::to_string(index);
}

std::string KlNames::middleBlock(KlHalf half, int index) const {
    return of(half, either("mid.block_" + std::to_string(index + 1),
                           "mid_block.resnets." + std::to_string(index)));
}

std::string KlNames::middleAttention(KlHalf half) const {
    return of(half, either("mid.attn_1", "mid_block.attentions.0"));
}

std::string KlNames::resampling(KlHalf half, int level) const {
    const bool down = half == KlHalf::Encoder;
    return this->level(half, level) + (down ? either(".downsample.conv", ".downsamplers.0.conv")
                                            : either(".upsample.conv", ".upsamplers.0.conv"));
}

std::string KlNames::latentConvolution(KlHalf half) const {
    return half == KlHalf::Encoder ? "quant_conv" : "post_quant_conv";
}

std::string KlNames::shortcut(const std::string& block) const {
    return block + either(".nin_shortcut", ".conv_shortcut");
}

std::string KlNames::attentionNorm(const std::string& attention) const {
    return attention + either(".norm", ".group_norm");
}

std::string KlNames::query(const std::string& attention) const {
    return renamed(attention, ".q", ".to_q", ".query");
}

std::string KlNames::key(const std::string& attention) const {
    return renamed(attention, ".k", ".to_k", ".key");
}

std::string KlNames::value(const std::string& attention) const {
    return renamed(attention, ".v", ".to_v", ".value");
}

std::string KlNames::projection(const std::string& attention) const {
    return renamed(attention, ".proj_out", ".to_out.0", ".proj_attn");
}

std::vector<std::int64_t> KlNames::attentionShape(std::int64_t channels) const {
    if (m_isDiffusers) return {channels, channels};
    return {channels, channels, 1, 1};
}

int KlNames::levels(KlHalf half) const {
    const bool encoder = half == KlHalf::Encoder;
    return count(of(half, encoder ? either("down.", "down_blocks.") : either("up.", "up_blocks.")));
}

int KlNames::blocks(KlHalf half, int level) const {
    return count(this->level(half, level) + either(".block.", ".resnets."));
}

std::string KlNames::renamed(const std::string& attention, const char* original, const char* newer,
                             const char* older) const {
    return attention + (!m_isDiffusers ? original : m_isOlder ? older : newer);
}

int KlNames::count(const std::string& stem) const {
    int counted = 0;
    for (const StateDict::Entry& entry : m_state.entries()) {
        if (!entry.name.starts_with(stem)) continue;
        int number = -1;
        const char* end = entry.name.data() + entry.name.size();
        std::from_chars(entry.name.data() + stem.size(), end, number);
        constexpr int most = 64;  // A number in a name must not become a loop without end.
        if (number < most) counted = std::max(counted, number + 1);
    }
    return counted;
}

}  // namespace sigscope::models
