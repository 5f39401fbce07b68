#include "engine/baselines/impulse_blur.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sigscope::baselines {

namespace {

/// A row of the kernel, which is separable.
at::Tensor impulseRow() {
    constexpr int length = 11;
    constexpr int middle = length / 2;
    constexpr double sigma = 5;
    constexpr int radius = 20;
    std::vector<double> row(length);
    double sum = 0;
    for (int t = -radius; t <= radius; ++t) {
        const double weight = std::exp(-0.5 * t * t / (sigma * sigma));
        sum += weight;
        for (int i = 0; i < length; ++i) {
            const int place = (((i + t) % (2 * length)) + 2 * length) % (2 * length);
            if (std::min(place, 2 * length - 1 - place) == middle) row[i] += weight;
        }
    }
    for (double& weight : row) weight /= sum;
    return at::tensor(row, at::kDouble);
}

}  // namespace

at::Tensor impulseBlur(const at::Tensor& input) {
    const at::Tensor row = impulseRow().to(input.options());
    const std::int64_t padding = row.numel() / 2;
    const at::Tensor wide = at::conv2d(input.unsqueeze(1), row.view({1, 1, 1, -1}), {},
                                       at::IntArrayRef{1}, at::IntArrayRef{0, padding});
    return at::conv2d(wide, row.view({1, 1, -1, 1}), {}, at::IntArrayRef{1},
                      at::IntArrayRef{padding, 0})
        .squeeze(1);
}

}  // namespace sigscope::baselines
