#pragma once

#include "engine/models/architectures/adm_unet_blocks.h"
#include "engine/models/architectures/architecture.h"
#include "engine/models/denoiser.h"

namespace sigscope::models {

/// What of an ADM U-Net stands in no tensor.
struct AdmConventions {
    AttentionHeads heads{};
    NoiseSchedule schedule = NoiseSchedule::Linear;
};

/// The U-Net of guided diffusion (ADM; Dhariwal and Nichol, 2021), in the names of the published
/// `UNetModel`, with learned variances, conditioned on classes or not. Numbers of levels, blocks
/// and channels follow from the tensors; how the attention is divided and which schedule it was
/// trained with do not, so that the published members are known by their shapes and others are
/// refused. docs/theory/denoising.md#the-network.
[[nodiscard]] Architecture<Denoiser> admUnet();

/// One whose conventions are known otherwise. Throws Error naming the file and the tensor that is
/// missing, of a wrong shape, or not finite.
[[nodiscard]] std::unique_ptr<Denoiser> makeAdmUnet(const WeightSource& weights,
                                                    const AdmConventions& conventions);

}  // namespace sigscope::models
