#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sigscope::models {

/// What a publisher says of a network that no tensor tells.
struct Publication {
    std::string timmName{};  ///< "tf_efficientnet_b0.ns_jft_in1k"; empty if nobody says it.

    // What config.json of Hugging Face's transformers says of a MobileNet v2, an EfficientNet,
    // a ViT or a ConvNeXt.

    std::optional<bool> tensorflowPadding{};                 ///< "tf_padding"
    std::optional<double> batchNormEpsilon{};                ///< "layer_norm_eps", "batch_norm_eps"
    std::optional<std::vector<std::size_t>> evenlyPadded{};  ///< "depthwise_padding": blocks.
    std::optional<double> layerNormEpsilon{};  ///< "layer_norm_eps" of a ViT or a ConvNeXt.
    /// Of a ViT: "num_attention_heads" there, "attention_heads" in a sidecar.
    std::optional<std::int64_t> attentionHeads{};
    /// A setting that is not known here, as "\"hidden_act\": \"gelu\""; empty if there is none.
    std::string unknownSetting{};
    std::string note{};  ///< What whoever explains it should know, a sentence; may be empty.
};

}  // namespace sigscope::models
