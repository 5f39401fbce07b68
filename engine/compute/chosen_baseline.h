#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/api/explain_request.h"
#include "engine/compute/compute_context.h"
#include "engine/models/classifier.h"
#include "engine/schedule/turn.h"

namespace sigscope::compute {

/// One x' of a run.
struct ChosenBaseline {
    BaselineSpec spec;      ///< Never a folder.
    std::int64_t seed = 0;  ///< Of noise.
    std::string sha256{};   ///< Of a picture's file; else empty.
};

/// The baselines of a request one by one: noise by the seeds from `seed` on, of a folder as many
/// pictures as are asked for, never the explained one. Throws Error: what is no baseline, is given
/// twice, or cannot be drawn so often.
[[nodiscard]] std::vector<ChosenBaseline> chooseBaselines(const ExplainRequest& request);

/// "black", "noise (seed 3)", "coffee.png".
[[nodiscard]] std::string titleOf(const ChosenBaseline& baseline);

/// Reads the pictures among them once: one that is none is said before others have taken their
/// time. Returns what a person should know of how they were read, early once `turn` is over.
/// Throws Error.
[[nodiscard]] std::vector<std::string> checkPictures(const std::vector<ChosenBaseline>& baselines,
                                                     ComputeContext& context,
                                                     const schedule::Turn& turn);

/// x' of the input x = `input` [3, H, W], in model space. Throws Error.
[[nodiscard]] at::Tensor makeBaseline(const ChosenBaseline& baseline, const at::Tensor& input,
                                      const models::Classifier& classifier,
                                      ComputeContext& context);

/// A picture as the classifier sees it, on its device and in its dtype: [3, H, W] in model space.
[[nodiscard]] at::Tensor toInput(const models::Crop& crop, const models::Classifier& classifier);

}  // namespace sigscope::compute
