#include "engine/models/network.h"

#include <ATen/ATen.h>

#include "engine/error.h"

namespace sigscope::models {

namespace {

constexpr const char* unknownFeatures =
    "this model's representation, the input of its last layer, is not known; choose another model "
    "or method";

constexpr const char* unknownStructure =
    "this method needs the network's structure, which this model does not give (TorchScript, ViT "
    "and ConvNeXt do not); choose weights of another architecture, or another method";

}  // namespace

at::Tensor Network::features(const at::Tensor&) const {
    throw Error(unknownFeatures);
}

at::Tensor Network::classify(const at::Tensor&) const {
    throw Error(unknownFeatures);
}

LayerIndex Network::describe(LayerGraph&, LayerIndex) const {
    throw Error(unknownStructure);
}

}  // namespace sigscope::models
