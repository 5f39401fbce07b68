#include "engine/segmentation/labels_within.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sigscope::segmentation {

namespace {

/// The pixels, of `pixels` in a row, under the centres of `count` parts of `length` from `begin`
/// on. Multiplied first, so that a centre on the edge of two pixels lies there exactly.
std::vector<int> underCentres(double begin, double length, int count, int pixels) {
    std::vector<int> under;
    for (int i = 0; i < count; ++i)
        under.push_back(std::clamp(static_cast<int>(std::floor(begin + (i + 0.5) * length / count)),
                                   0, pixels - 1));
    return under;
}

}  // namespace

at::Tensor labelsWithin(const io::LabelImage& labels, const Rect& region, int height, int width) {
    const std::vector<int> columns = underCentres(region.x, region.width, width, labels.width);
    at::Tensor within = at::empty({height, width}, at::kLong);
    auto* next = within.mutable_data_ptr<std::int64_t>();
    for (const int row : underCentres(region.y, region.height, height, labels.height))
        for (const int column : columns) *next++ = labels.at(row, column);
    return within;
}

}  // namespace sigscope::segmentation
