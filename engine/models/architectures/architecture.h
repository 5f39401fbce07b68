#pragma once

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <memory>
#include <string>

#include "engine/models/network.h"
#include "engine/models/preprocessing.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// Whether an architecture is named in listings and messages.
enum class Visibility { Listed, Hidden };

/// Where and how a network computes.
struct Placement {
    c10::Device device{c10::kCPU};
    c10::ScalarType dtype = c10::kFloat;
    Form form = Form::Fast;
};

/// What of an architecture follows from the weights: a family has members.
struct Variant {
    std::string title;            ///< "EfficientNet-Lite0".
    Preprocessing preprocessing;  ///< As it was published with.
    /// How many classes that had; a network of another number was trained anew, who knows how.
    int publishedClasses = 1000;
};

/// A family of networks that can be built from a state dict. `Product` is Network or Autoencoder.
template <typename Product>
struct Architecture {
    std::string name;  ///< "efficientnet-lite".
    Visibility visibility = Visibility::Listed;

    /// Whether the tensors' names are this family's. Looks at names only, so that a wrong shape or
    /// a missing tensor can be named by `build`.
    bool (*matches)(const StateDict&) = nullptr;

    /// Throws Error naming the file if it is no known member of the family.
    Variant (*variant)(const StateDict&) = nullptr;

    /// Throws Error naming the file and the tensor that is missing, of a wrong shape, or not
    /// finite.
    std::unique_ptr<Product> (*build)(const StateDict&, const Placement&) = nullptr;
};

}  // namespace sigscope::models
