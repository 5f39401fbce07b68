#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace sigscope::metrics {

/// Pixels x0 … x1 − 1 and y0 … y1 − 1.
struct Box {
    std::int64_t x0 = 0;
    std::int64_t y0 = 0;
    std::int64_t x1 = 0;
    std::int64_t y1 = 0;

    [[nodiscard]] bool operator==(const Box&) const = default;
    [[nodiscard]] std::int64_t area() const { return (x1 - x0) * (y1 - y0); }
};

/// Where the explained object is in the model's input: boxes, masks or both.
struct Region {
    std::vector<Box> boxes{};
    at::Tensor masks{};  ///< Bool, [N, H, W], one for each object; undefined without.

    [[nodiscard]] bool isKnown() const { return !boxes.empty() || masks.defined(); }

    /// The object's pixels, bool, [H, W]: of any of its masks, else of any of its boxes.
    [[nodiscard]] at::Tensor pixels(std::int64_t height, std::int64_t width) const;

    /// The boxes, else those around the masks.
    [[nodiscard]] std::vector<Box> allBoxes() const;

    /// One mask for each object, bool, [N, H, W]: the masks, else the boxes'.
    [[nodiscard]] at::Tensor allMasks(std::int64_t height, std::int64_t width) const;
};

/// The pixels of a box, bool, [H, W].
[[nodiscard]] at::Tensor pixelsOf(const Box& box, std::int64_t height, std::int64_t width);

/// The smallest box around the pixels of `mask` [H, W]; empty around none.
[[nodiscard]] Box tightBox(const at::Tensor& mask);

/// The share of what either covers that both cover, in [0, 1]; 0 where both are empty.
[[nodiscard]] double intersectionOverUnion(const Box& a, const Box& b);
[[nodiscard]] double intersectionOverUnion(const at::Tensor& a, const at::Tensor& b);

}  // namespace sigscope::metrics
