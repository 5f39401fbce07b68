#include "engine/metrics/region.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/error.h"

namespace sigscope::metrics {

at::Tensor pixelsOf(const Box& box, std::int64_t height, std::int64_t width) {
    at::Tensor mask = at::zeros({height, width}, at::kBool);
    const auto inside = [](std::int64_t place, std::int64_t length) {
        return std::clamp<std::int64_t>(place, 0, length);
    };
    mask.slice(0, inside(box.y0, height), inside(box.y1, height))
        .slice(1, inside(box.x0, width), inside(box.x1, width))
        .fill_(true);
    return mask;
}

Box tightBox(const at::Tensor& mask) {
    const at::Tensor rows = mask.any(1).nonzero();
    const at::Tensor columns = mask.any(0).nonzero();
    if (rows.numel() == 0) return {};
    return {columns.min().item<std::int64_t>(), rows.min().item<std::int64_t>(),
            columns.max().item<std::int64_t>() + 1, rows.max().item<std::int64_t>() + 1};
}

double intersectionOverUnion(const Box& a, const Box& b) {
    const std::int64_t width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
    const std::int64_t height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
    const std::int64_t both = width > 0 && height > 0 ? width * height : 0;
    const std::int64_t either = a.area() + b.area() - both;
    return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

double intersectionOverUnion(const at::Tensor& a, const at::Tensor& b) {
    const double either = a.logical_or(b).sum().item<double>();
    return either == 0 ? 0 : a.logical_and(b).sum().item<double>() / either;
}

at::Tensor Region::pixels(std::int64_t height, std::int64_t width) const {
    return allMasks(height, width).any(0);
}

std::vector<Box> Region::allBoxes() const {
    if (!boxes.empty() || !masks.defined()) return boxes;
    std::vector<Box> around;
    for (const at::Tensor& mask : masks.unbind()) around.push_back(tightBox(mask));
    return around;
}

at::Tensor Region::allMasks(std::int64_t height, std::int64_t width) const {
    if (masks.defined()) {
        if (masks.dim() != 3 || masks.size(1) != height || masks.size(2) != width)
            throw Error("localisation: the masks are of another size than the map");
        return masks.to(at::kCPU, at::kBool);
    }
    if (boxes.empty()) throw Error("localisation: there is neither a box nor a mask of the object");
    std::vector<at::Tensor> inside;
    for (const Box& box : boxes) inside.push_back(pixelsOf(box, height, width));
    return at::stack(inside);
}

}  // namespace sigscope::metrics
