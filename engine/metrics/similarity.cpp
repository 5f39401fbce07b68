#include "engine/metrics/similarity.h"

#include <ATen/ATen.h>

#include "engine/metrics/ranking.h"

namespace sigscope::metrics {

namespace {

constexpr std::int64_t windowSide = 7;

bool isConstant(const at::Tensor& map) {
    return map.eq(map.flatten()[0]).all().item<bool>();
}

/// [1, 1, H, W]
at::Tensor scaledToUnit(const at::Tensor& map) {
    const at::Tensor low = map.min();
    return ((map - low) / (map.max() - low)).unsqueeze(0).unsqueeze(0);
}

at::Tensor windowMean(const at::Tensor& values) {
    return at::avg_pool2d(values, windowSide, /*stride=*/1);
}

}  // namespace

std::optional<double> pearson(const at::Tensor& a, const at::Tensor& b) {
    if (a.numel() == 0 || isConstant(a) || isConstant(b)) return std::nullopt;
    const at::Tensor x = a.to(at::kDouble).flatten() - a.to(at::kDouble).mean();
    const at::Tensor y = b.to(at::kDouble).flatten() - b.to(at::kDouble).mean();
    return (x.dot(y) / (x.norm() * y.norm())).item<double>();
}

std::optional<double> spearman(const at::Tensor& a, const at::Tensor& b) {
    return pearson(meanRanks(a.flatten()), meanRanks(b.flatten()));
}

std::optional<double> structuralSimilarity(const at::Tensor& a, const at::Tensor& b) {
    if (a.size(0) < windowSide || a.size(1) < windowSide || isConstant(a) || isConstant(b))
        return std::nullopt;
    constexpr double c1 = 0.01 * 0.01;
    constexpr double c2 = 0.03 * 0.03;
    constexpr double count = windowSide * windowSide;
    constexpr double sample = count / (count - 1);
    const at::Tensor x = scaledToUnit(a), y = scaledToUnit(b);
    const at::Tensor meanX = windowMean(x), meanY = windowMean(y);
    const at::Tensor varianceX = sample * (windowMean(x * x) - meanX * meanX);
    const at::Tensor varianceY = sample * (windowMean(y * y) - meanY * meanY);
    const at::Tensor covariance = sample * (windowMean(x * y) - meanX * meanY);
    const at::Tensor similarity =
        (2 * meanX * meanY + c1) * (2 * covariance + c2) /
        ((meanX * meanX + meanY * meanY + c1) * (varianceX + varianceY + c2));
    return similarity.mean().item<double>();
}

MapSimilarity similarityOf(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor signedA = summarise(a, Summary::SignedSum);
    const at::Tensor signedB = summarise(b, Summary::SignedSum);
    const at::Tensor absoluteA = summarise(a.abs(), Summary::SumOfMagnitudes);
    const at::Tensor absoluteB = summarise(b.abs(), Summary::SumOfMagnitudes);
    return {spearman(signedA, signedB), spearman(absoluteA, absoluteB),
            structuralSimilarity(absoluteA, absoluteB)};
}

}  // namespace sigscope::metrics
