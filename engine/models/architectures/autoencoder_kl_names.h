#pragma once

#include <string>
#include <string_view>

#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// The two halves of an autoencoder.
enum class KlHalf { Encoder, Decoder };

/// How the tensors of an AutoencoderKL are called. Two layouts of names are met: the original
/// checkpoints' ("encoder.down.0.block.1.norm1") and diffusers'
/// ("encoder.down_blocks.0.resnets.1.norm1"; its attention was renamed once). Levels are counted
/// from the finest, 0, in both.
class KlNames {
public:
    /// Whether the names are those of an AutoencoderKL.
    [[nodiscard]] static bool fit(const StateDict& state);

    /// `state` must fit and outlive the names.
    explicit KlNames(const StateDict& state);

    [[nodiscard]] int levels(KlHalf half) const;
    [[nodiscard]] int blocks(KlHalf half, int level) const;

    /// Names without ".weight" and ".bias"; `part` is "conv_in", "conv_out", ...
    [[nodiscard]] std::string of(KlHalf half, const std::string& part) const;
    [[nodiscard]] std::string outputNorm(KlHalf half) const;
    [[nodiscard]] std::string block(KlHalf half, int level, int index) const;
    [[nodiscard]] std::string blockAttention(KlHalf half, int level, int index) const;
    [[nodiscard]] std::string middleBlock(KlHalf half, int index) const;  ///< 0 or 1.
    [[nodiscard]] std::string middleAttention(KlHalf half) const;
    /// The convolution that halves a level's sides, or that follows their doubling.
    [[nodiscard]] std::string resampling(KlHalf half, int level) const;
    /// The 1 × 1 convolution at the latent end, which newer ones lack.
    [[nodiscard]] std::string latentConvolution(KlHalf half) const;

    /// Parts of a block or of an attention.
    [[nodiscard]] std::string shortcut(const std::string& block) const;
    [[nodiscard]] std::string attentionNorm(const std::string& attention) const;
    [[nodiscard]] std::string query(const std::string& attention) const;
    [[nodiscard]] std::string key(const std::string& attention) const;
    [[nodiscard]] std::string value(const std::string& attention) const;
    [[nodiscard]] std::string projection(const std::string& attention) const;

    /// The shape of an attention's weights: 1 × 1 convolutions in the original, matrices in
    /// diffusers'.
    [[nodiscard]] std::vector<std::int64_t> attentionShape(std::int64_t channels) const;

private:
    /// The name in this layout.
    [[nodiscard]] std::string either(const std::string& original,
                                     const std::string& diffusers) const {
        return m_isDiffusers ? diffusers : original;
    }
    [[nodiscard]] std::string level(KlHalf half, int level) const;
    /// A part of an attention by the name that this file would give it.
    [[nodiscard]] std::string renamed(const std::string& attention, const char* original,
                                      const char* newer, const char* older) const;
    /// One more than the largest number that follows `stem` in a name.
    [[nodiscard]] int count(const std::string& stem) const;

    const StateDict& m_state;
    bool m_isDiffusers = false;
    bool m_isOlder = false;  ///< diffusers' first names of an attention's parts.
};

}  // namespace sigscope::models
