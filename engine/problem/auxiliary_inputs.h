#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>

#include "engine/models/autoencoder.h"
#include "engine/models/denoiser.h"
#include "engine/problem/problem.h"

namespace sigscope {

/// What a method takes from files beside its problem. A method names what it needs; the run finds
/// and reads it, and writes it down in the recipe.
class AuxiliaryInputs {
public:
    virtual ~AuxiliaryInputs() = default;

    /// The autoencoder of a weights file (empty: the one that comes with the program), on the
    /// problem's device and in its dtype. Throws Error.
    [[nodiscard]] virtual std::shared_ptr<const models::Autoencoder> autoencoder(
        const std::string& file, const Problem& problem) = 0;

    /// The diffusion model of a weights file, likewise; none comes with the program. Throws Error.
    [[nodiscard]] virtual std::shared_ptr<const models::Denoiser> denoiser(
        const std::string& file, const Problem& problem) = 0;

    /// `count` pictures of `bank` (a folder, or files separated by semicolons; empty for the
    /// samples), drawn by `seed`, as inputs of the problem's model: [count, 3, H, W], fewer where
    /// the bank has fewer. Throws Error where it has none.
    [[nodiscard]] virtual at::Tensor references(const std::string& bank, int count,
                                                std::int64_t seed, const Problem& problem) = 0;

    /// The labels of a picture file of which every colour is one, cropped as the problem's input
    /// but without interpolation: int64, [H, W], on the CPU. Throws Error, also where the file has
    /// other proportions than the picture.
    [[nodiscard]] virtual at::Tensor labels(const std::string& file, const Problem& problem) = 0;
};

}  // namespace sigscope
