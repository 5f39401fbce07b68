#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "engine/io/image_file.h"
#include "engine/models/classifier.h"

namespace sigscope::compute {

using io::LoadedPicture;

/// Keeps what the last run's model saw and said, by content: another parameter, class or f needs no
/// crop and no evaluation anew.
class InputCache {
public:
    /// The crop of a picture that a model with that preprocessing sees. Errors begin with `name`,
    /// the picture's.
    [[nodiscard]] const models::Crop& crop(const std::shared_ptr<const LoadedPicture>& picture,
                                           const models::Preprocessing& preprocessing,
                                           const std::string& name);

    /// The logits [B, K] of inputs [B, 3, H, W].
    [[nodiscard]] const at::Tensor& logits(const models::Classifier& classifier,
                                           const at::Tensor& inputs);

private:
    std::shared_ptr<const LoadedPicture> m_picture;
    models::Preprocessing m_preprocessing;
    models::Crop m_crop;
    std::weak_ptr<const models::Network> m_network;  ///< Two models at once might not fit.
    at::Tensor m_inputs;
    at::Tensor m_logits;
};

}  // namespace sigscope::compute
