#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <filesystem>

#include "engine/models/preprocessing.h"
#include "engine/study/cifar10.h"

namespace sigscope::study {

/// Labelled pictures as a network of 32 × 32 takes them.
struct RoarPictures {
    at::Tensor pictures;  ///< Float32, model space, [N, 3, 32, 32].
    at::Tensor labels;    ///< int64, [N].

    [[nodiscard]] std::int64_t count() const { return labels.size(0); }
    [[nodiscard]] RoarPictures on(c10::Device device) const;
};

/// All of the split, in the order of the batches, on the CPU. Throws Error as cifarBatches().
[[nodiscard]] RoarPictures readRoarPictures(const std::filesystem::path& folder, CifarSplit split,
                                            const models::Preprocessing& preprocessing);

/// `count` of them, drawn by `seed`, in their order; all where there are no more.
[[nodiscard]] RoarPictures drawnOf(const RoarPictures& pictures, std::int64_t count, int seed);

/// The pictures with all but the lowest of each S [N, 32, 32] filled (metrics/roar.h).
[[nodiscard]] RoarPictures withoutHighest(const RoarPictures& pictures, const at::Tensor& maps,
                                          double ratio);

}  // namespace sigscope::study
