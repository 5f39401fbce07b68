#include "engine/metrics/roar.h"

#include <ATen/ATen.h>

#include "engine/metrics/ranking.h"

namespace sigscope::metrics {

at::Tensor keptPixels(const at::Tensor& map, double ratio) {
    const std::int64_t pixels = map.numel();
    // 1 − 0.9 is a little less than 0.1 in double: 102 of 1024.
    const std::int64_t kept = countOf(1 - ratio, pixels);
    const at::Tensor order = descendingOrder(map);
    return at::zeros({pixels}, map.options().dtype(at::kBool))
        .index_fill_(0, order.slice(0, pixels - kept), true)
        .view(map.sizes());
}

at::Tensor maskedPicture(const at::Tensor& picture, const at::Tensor& kept) {
    constexpr double tiny = 1e-8;  // Of the published program, against division by zero.
    const double values = kept.sum().item<double>() * static_cast<double>(picture.size(0));
    const at::Tensor isKept = kept.to(picture.device()).unsqueeze(0);
    const at::Tensor fill = picture.masked_fill(isKept.logical_not(), 0).sum() / (values + tiny);
    return at::where(isKept, picture, fill);
}

double areaOver(const std::vector<double>& ratios, const std::vector<double>& accuracies) {
    double area = 0;
    for (std::size_t i = 1; i < ratios.size(); ++i)
        area += (ratios[i] - ratios[i - 1]) * (accuracies[i] + accuracies[i - 1]) / 2;
    return area;
}

}  // namespace sigscope::metrics
