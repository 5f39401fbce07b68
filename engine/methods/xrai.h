#pragma once

#include <functional>
#include <vector>

#include "engine/methods/method.h"

namespace sigscope::methods {

/// In which order XRAI's regions are taken.
enum class XraiOrder {
    Full,  ///< Next the one that adds most for each pixel that is not covered yet.
    Fast,  ///< By the mean attribution of the whole region.
};

/// A picture of regions, the most important first.
struct RankedRegions {
    at::Tensor map;    ///< Each pixel has the mean attribution of what its region added, [H, W].
    at::Tensor ranks;  ///< 1 for the highest mean; pixels that no region covers last. int64 [H, W]
};

/// Of an attribution [H, W], float64, and overlapping regions, bool [n, H, W], both on the CPU.
/// What adds fewer than 50 pixels is dropped. docs/theory/perturbation.md#xrai.
[[nodiscard]] RankedRegions rankRegions(const at::Tensor& attribution, const at::Tensor& regions,
                                        XraiOrder order);

/// The regions of a raw picture [3, H, W]: Felzenszwalb's segments of six scales, each widened by 5
/// pixels; bool [n, H, W]. After each scale `proceed()` says whether to go on.
[[nodiscard]] at::Tensor xraiRegions(const at::Tensor& raw, const std::function<bool()>& proceed);

/// XRAI (Kapishnikov et al., 2019): the regions of a picture, ranked by their mean attribution; by
/// IG from black and white, or by one of `others`. docs/theory/perturbation.md#xrai.
[[nodiscard]] Method xrai(const std::vector<Method>& others);

}  // namespace sigscope::methods
