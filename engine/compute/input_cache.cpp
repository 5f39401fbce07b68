#include "engine/compute/input_cache.h"

#include "engine/problem/same_content.h"

namespace sigscope::compute {

const models::Crop& InputCache::crop(const std::shared_ptr<const LoadedPicture>& picture,
                                     const models::Preprocessing& preprocessing,
                                     const std::string& name) {
    if (picture != m_picture || preprocessing != m_preprocessing) {
        m_crop = models::resizeAndCrop(picture->image, preprocessing, name);
        m_picture = picture;
        m_preprocessing = preprocessing;
    }
    return m_crop;
}

const at::Tensor& InputCache::logits(const models::Classifier& classifier,
                                     const at::Tensor& inputs) {
    if (classifier.network != m_network.lock() || !haveSameContent(inputs, m_inputs)) {
        m_logits = classifier.network->logits(inputs);
        m_inputs = inputs;
        m_network = classifier.network;
    }
    return m_logits;
}

}  // namespace sigscope::compute
