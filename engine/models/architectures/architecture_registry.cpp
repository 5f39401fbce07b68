#include "engine/models/architectures/architecture_registry.h"

#include <string>

#include "engine/error.h"
#include "engine/models/architectures/autoencoder_kl.h"
#include "engine/models/architectures/compact_vae.h"
#include "engine/models/architectures/efficientnet_lite.h"
#include "engine/models/architectures/googlenet.h"
#include "engine/models/architectures/inception_v3.h"
#include "engine/models/architectures/mobilenet_v2.h"
#include "engine/models/architectures/resnet.h"
#include "engine/models/architectures/tiny_net.h"
#include "engine/models/architectures/tiny_vae.h"
#include "engine/models/architectures/vgg.h"

namespace sigscope::models {

namespace {

template <typename Product>
const Architecture<Product>* findMatch(const std::vector<Architecture<Product>>& architectures,
                                       const StateDict& state) {
    for (const Architecture<Product>& architecture : architectures)
        if (architecture.matches(state)) return &architecture;
    return nullptr;
}

template <typename Product>
std::string listedNames(const std::vector<Architecture<Product>>& architectures) {
    std::string names;
    for (const Architecture<Product>& architecture : architectures)
        if (architecture.visibility == Visibility::Listed)
            names += (names.empty() ? "" : ", ") + architecture.name;
    return names;
}

}  // namespace

const std::vector<Architecture<Network>>& networkArchitectures() {
    static const std::vector<Architecture<Network>> all{
        efficientNetLite(), resNet(), vgg(), mobileNetV2(), googLeNet(), inceptionV3(), tinyNet()};
    return all;
}

const std::vector<Architecture<Autoencoder>>& autoencoderArchitectures() {
    static const std::vector<Architecture<Autoencoder>> all{compactVae(), autoencoderKl(),
                                                            tinyVae()};
    return all;
}

const Architecture<Network>& findNetworkArchitecture(const StateDict& state) {
    if (const auto* found = findMatch(networkArchitectures(), state)) return *found;
    if (findMatch(autoencoderArchitectures(), state))
        throw Error(state.source() + ": holds an autoencoder, a classifier is wanted");
    throw Error(
        state.source() + ": its tensors (" + state.entries().front().name +
        ", ...) belong to no known architecture; known: " + listedNames(networkArchitectures()));
}

const Architecture<Autoencoder>& findAutoencoderArchitecture(const StateDict& state) {
    if (const auto* found = findMatch(autoencoderArchitectures(), state)) return *found;
    throw Error(state.source() +
                ": holds no known autoencoder; known: " + listedNames(autoencoderArchitectures()));
}

}  // namespace sigscope::models
