#pragma once

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/models/architectures/weight_source.h"
#include "engine/models/network.h"
#include "engine/models/preprocessing.h"
#include "engine/models/publication.h"
#include "engine/models/weights/state_dict.h"

namespace sigscope::models {

/// Whether an architecture is named in listings and messages.
enum class Visibility { Listed, Hidden };

/// What of an architecture follows from the weights: a family has members.
struct Variant {
    std::string title;            ///< "EfficientNet-Lite0".
    Preprocessing preprocessing;  ///< As it was published with.
    /// How many classes that had; a network of another number was trained anew, who knows how.
    /// Nothing if it was published with several preprocessings, of which `preprocessing` is one.
    std::optional<int> publishedClasses = 1000;
    /// Why its strides may be others than the published ones, part of a sentence; empty if nothing
    /// says so.
    std::string strideDoubt{};
    /// What is taken as published though others do otherwise and no tensor tells, a sentence; empty
    /// if there is nothing of the kind.
    std::string note{};
};

/// Where the layer that gives the logits is.
struct HeadNames {
    std::string module;  ///< "classifier": only the last layer's weights may lie in it.
    std::string linear;  ///< "classifier.1": what the family calls that layer.
};

/// A family of networks that can be built from a state dict. `Product` is Network, Autoencoder
/// or Denoiser.
template <typename Product>
struct Architecture {
    std::string name;  ///< "efficientnet-lite".
    Visibility visibility = Visibility::Listed;

    /// Tensors that all members have, and by which they are recognised: by names only, so that a
    /// wrong shape or a missing tensor can be named by `build`.
    std::vector<std::string> signature;

    /// Its weight is part of the signature, wherever in the module it is.
    HeadNames head;

    /// Whether a state dict with that signature is of this family after all; null: it is.
    bool (*fits)(const StateDict&) = nullptr;

    /// Throws Error naming the file if it is no known member of the family.
    Variant (*variant)(const StateDict&) = nullptr;

    /// Throws Error naming the file and the tensor that is missing, of a wrong shape, or not
    /// finite.
    std::unique_ptr<Product> (*build)(const WeightSource&) = nullptr;

    /// Throws Error naming the file unless these weights are known of a network that its publisher
    /// calls `published` (empty if nobody says); null: they are, whatever it is called.
    void (*requireName)(const StateDict&, const std::string& published) = nullptr;

    /// How it computes where its tensors leave that open, by what its publisher says of it; null:
    /// as `build` knows. The weights are by the family's names. Throws Error naming the file if
    /// too little is said, or what is not known here.
    Conventions (*conventions)(const StateDict&, const Publication&) = nullptr;

    /// What its strides can be, the published ones first.
    std::vector<Strides> strides{Strides::Published};

    /// Its modules from the input to the output, each layer in one of them (network_modules.h); "#"
    /// is each number that there is, the largest last: "_blocks.#".
    std::vector<std::string> modules{};
    /// What the family calls a tensor that these weights call `name`; null: the same. `signature`,
    /// `head` and `fits` are about the weights' names, all else about the family's.
    std::string (*familyName)(const std::string& name) = nullptr;
    /// The same where that depends on the other tensors: a function that knows them, and is called
    /// while they live.
    std::function<std::string(const std::string&)> (*familyNames)(const StateDict&) = nullptr;
};

/// The family as another library names its tensors.
template <typename Product>
[[nodiscard]] Architecture<Product> underOtherNames(
    Architecture<Product> family, std::vector<std::string> signature, HeadNames head,
    std::string (*familyName)(const std::string&) = nullptr) {
    family.visibility = Visibility::Hidden;
    family.signature = std::move(signature);
    family.head = std::move(head);
    family.familyName = familyName;
    return family;
}

}  // namespace sigscope::models
