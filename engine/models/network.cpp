#include "engine/models/network.h"

#include <ATen/ATen.h>

#include "engine/error.h"

namespace sigscope::models {

namespace {

constexpr const char* unknownFeatures =
    "this model's representation, the input of its last layer, is not known; choose another model "
    "or method";

}  // namespace

at::Tensor Network::features(const at::Tensor&) const {
    throw Error(unknownFeatures);
}

at::Tensor Network::classify(const at::Tensor&) const {
    throw Error(unknownFeatures);
}

}  // namespace sigscope::models
