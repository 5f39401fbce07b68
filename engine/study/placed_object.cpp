#include "engine/study/placed_object.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "engine/file_error.h"
#include "engine/io/image_file.h"
#include "engine/segmentation/labels_within.h"

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

private:
    [[nodiscard]] std::int64_t clip(double edge) const {
        return static_cast<std::int64_t>(std::clamp(edge, 0.0, static_cast<double>(count)));
    }
};

/// What the model sees of a picture.
struct SeenPart {
    const Image& picture;
    const Rect& region;  ///< Of the picture.
    int height, width;   ///< What the region becomes.
};

/// The labels of what is seen: int64, [H, W].
at::Tensor seenLabels(const std::filesystem::path& file, const SeenPart& part) {
    const io::LabelImage labels = io::readLabels(file).image;
    if (labels.width != part.picture.width || labels.height != part.picture.height)
        refuseFile(file.string(), "a mask is as large as its picture, " +
                                      std::to_string(part.picture.width) + "×" +
                                      std::to_string(part.picture.height));
    return segmentation::labelsWithin(labels, part.region, part.height, part.width);
}

/// The masks of what is seen of an object, bool, [H, W] each.
std::vector<at::Tensor> seenMasks(const ObjectPlace& object, const SeenPart& part) {
    constexpr std::int64_t mostObjects = 1000;  // A photograph in the place of labels has more.
    std::vector<at::Tensor> masks;
    if (!object.mask.empty()) {
        const at::Tensor mask = seenLabels(object.mask, part).ne(0);
        if (mask.any().item<bool>()) masks.push_back(mask);
    }
    if (object.labels.empty()) return masks;
    const at::Tensor labels = seenLabels(object.labels, part);
    const at::Tensor kinds = std::get<0>(at::_unique(labels));
    if (kinds.numel() > mostObjects)
        refuseFile(object.labels.string(), "has " + std::to_string(kinds.numel()) +
                                               " colours, and labels are those of at most " +
                                               std::to_string(mostObjects) + " objects");
    for (const at::Tensor& label : kinds.masked_select(kinds.ne(0)).unbind())
        masks.push_back(labels.eq(label));
    return masks;
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
    const std::vector<at::Tensor> masks = seenMasks(object, {picture, seen, height, width});
    if (!masks.empty()) region.masks = at::stack(masks);
    return region;
}

}  // namespace sigscope::study
