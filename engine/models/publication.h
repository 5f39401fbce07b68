#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sigscope::models {

/// What a publisher says of a network that no tensor tells.
struct Publication {
    std::string timmName{};  ///< "tf_efficientnet_b0.ns_jft_in1k"; empty if nobody says it.

    // What config.json of Hugging Face's transformers says of a MobileNet v2 or an EfficientNet.

    std::optional<bool> tensorflowPadding{};                 ///< "tf_padding"
    std::optional<double> batchNormEpsilon{};                ///< "layer_norm_eps", "batch_norm_eps"
    std::optional<std::vector<std::size_t>> evenlyPadded{};  ///< "depthwise_padding": blocks.
    /// A setting that is not known here, as "\"hidden_act\": \"gelu\""; empty if there is none.
    std::string unknownSetting{};
};

}  // namespace sigscope::models
