#include "engine/study/placed_object.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/file_error.h"
#include "engine/io/image_file.h"

namespace sigscope::study {

namespace {

constexpr double rounding = 1e-6;  // Of pixels: an edge between two pixels stays there.

/// One axis of the way from the picture to what is seen of it.
struct SeenAxis {
    double begin = 0;   ///< Where it begins in the picture.
    double length = 1;  ///< How many of the picture's pixels it takes.
    int count = 1;      ///< How many of the model's pixels these become.

    [[nodiscard]] double scale() const { return count / length; }
    [[nodiscard]] std::int64_t outwardsBelow(std::int64_t edge) const {
        return clip(std::floor((static_cast<double>(edge) - begin) * scale() + rounding));
    }
    [[nodiscard]] std::int64_t outwardsAbove(std::int64_t edge) const {
        return clip(std::ceil((static_cast<double>(edge) - begin) * scale() - rounding));
    }
    /// The picture's pixel, of `pictureCount`, under the centre of the model's pixel `i`.
    [[nodiscard]] int nearest(int i, int pictureCount) const {
        return std::clamp(static_cast<int>(std::floor(begin + (i + 0.5) / scale())), 0,
                          pictureCount - 1);
    }

private:
    [[nodiscard]] std::int64_t clip(double edge) const {
        return static_cast<std::int64_t>(std::clamp(edge, 0.0, static_cast<double>(count)));
    }
};

/// Bool, [1, H, W].
at::Tensor seenMask(const Image& mask, const SeenAxis& columns, const SeenAxis& rows) {
    at::Tensor seen = at::zeros({1, rows.count, columns.count}, at::kBool);
    bool* pixel = seen.data_ptr<bool>();
    for (int y = 0; y < rows.count; ++y) {
        for (int x = 0; x < columns.count; ++x) {
            const std::size_t at = 3 * (static_cast<std::size_t>(rows.nearest(y, mask.height)) *
                                            static_cast<std::size_t>(mask.width) +
                                        static_cast<std::size_t>(columns.nearest(x, mask.width)));
            *pixel++ = mask.pixels[at] != 0 || mask.pixels[at + 1] != 0 || mask.pixels[at + 2] != 0;
        }
    }
    return seen;
}

}  // namespace

metrics::Region placedObject(const ObjectPlace& object, const Image& picture, const Rect& seen,
                             int height, int width) {
    const SeenAxis columns{seen.x, seen.width, width};
    const SeenAxis rows{seen.y, seen.height, height};
    metrics::Region region;
    for (const metrics::Box& box : object.boxes) {
        const metrics::Box moved{columns.outwardsBelow(box.x0), rows.outwardsBelow(box.y0),
                                 columns.outwardsAbove(box.x1), rows.outwardsAbove(box.y1)};
        if (moved.x1 > moved.x0 && moved.y1 > moved.y0) region.boxes.push_back(moved);
    }
    if (object.mask.empty()) return region;
    const Image mask = io::readImage(object.mask);
    if (mask.width != picture.width || mask.height != picture.height)
        refuseFile(object.mask.string(), "a mask is as large as its picture, " +
                                             std::to_string(picture.width) + "×" +
                                             std::to_string(picture.height));
    const at::Tensor moved = seenMask(mask, columns, rows);
    if (moved.any().item<bool>()) region.masks = moved;
    return region;
}

}  // namespace sigscope::study
