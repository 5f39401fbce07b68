#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/models/architectures/architecture.h"
#include "engine/models/autoencoder.h"
#include "engine/models/denoiser.h"
#include "engine/models/network.h"

namespace sigscope::models {

/// A network (autoencoder, diffusion model) within a file of weights: under which prefix it lies is
/// found out, as training programs put it into modules of their own.
template <typename Product>
struct Located {
    const Architecture<Product>* architecture = nullptr;
    StateDict state;                   ///< The network's module, by the family's names.
    std::vector<std::string> names{};  ///< Of the same tensors, within the module in the file.

    /// A tensor elsewhere in the file.
    struct Beside {
        std::string name;      ///< In the file.
        std::string relative;  ///< To the innermost module that it shares with the network.
        at::Tensor tensor;
    };
    std::vector<Beside> beside{};
    /// What else the file holds and a person should know of, sentences without their subject.
    std::vector<std::string> notes{};
};

/// The network in a file. Throws Error naming the file if there is none, or several that differ and
/// are no running averages of each other; if it is nearly one, naming the tensor in the way.
[[nodiscard]] Located<Network> locateNetwork(const StateDict& file);
[[nodiscard]] Located<Autoencoder> locateAutoencoder(const StateDict& file);
[[nodiscard]] Located<Denoiser> locateDenoiser(const StateDict& file);

/// A network of which nothing is missing and nothing left over.
template <typename Product>
struct Whole {
    std::unique_ptr<Product> product;
    std::vector<std::string> leftOut{};  ///< Harmless tensors, one sentence for each kind.
};

/// Throws Error naming the file and the tensor that is missing, wrong, or, unless it is of a kind
/// that no network computes with (weights/harmless_tensors.h), not used.
[[nodiscard]] Whole<Network> buildWhole(const Located<Network>& located,
                                        const Placement& placement);
[[nodiscard]] Whole<Autoencoder> buildWhole(const Located<Autoencoder>& located,
                                            const Placement& placement);
[[nodiscard]] Whole<Denoiser> buildWhole(const Located<Denoiser>& located,
                                         const Placement& placement);

}  // namespace sigscope::models
