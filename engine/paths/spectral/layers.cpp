#include "engine/paths/spectral/layers.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <vector>

namespace sigscope::paths {

namespace {

constexpr int mostLevels = 4;

at::Tensor every2nd(const at::Tensor& picture, int row, int column) {
    return picture.slice(1, row, {}, 2).slice(2, column, {}, 2);
}

/// The four bands of one level, [3, H/2, W/2] each.
struct Bands {
    at::Tensor ll, lh, hl, hh;
};

Bands haar(const at::Tensor& picture) {
    const at::Tensor a = every2nd(picture, 0, 0);
    const at::Tensor b = every2nd(picture, 0, 1);
    const at::Tensor c = every2nd(picture, 1, 0);
    const at::Tensor d = every2nd(picture, 1, 1);
    return {(a + b + c + d) / 2, (a - b + c - d) / 2, (a + b - c - d) / 2, (a - b - c + d) / 2};
}

/// The signs with which a band enters the pixels a, b, c and d of its 2×2 block.
using Signs = std::array<int, 4>;
constexpr Signs llSigns{1, 1, 1, 1};
constexpr Signs lhSigns{1, -1, 1, -1};
constexpr Signs hlSigns{1, 1, -1, -1};
constexpr Signs hhSigns{1, -1, -1, 1};

/// What one band alone reconstructs one level up.
at::Tensor inverseHaar(const at::Tensor& band, const Signs& signs) {
    at::Tensor picture =
        at::empty({band.size(0), band.size(1) * 2, band.size(2) * 2}, band.options());
    for (int i = 0; i < 4; ++i) every2nd(picture, i / 2, i % 2).copy_(band * (signs[i] / 2.0));
    return picture;
}

at::Tensor reconstructed(const at::Tensor& band, const Signs& signs, int level) {
    at::Tensor picture = inverseHaar(band, signs);
    for (int i = 1; i < level; ++i) picture = inverseHaar(picture, llSigns);
    return picture;
}

/// The coarsest layer and then, level by level in the wanted order, the details.
at::Tensor stacked(at::Tensor coarsest, std::vector<std::vector<at::Tensor>> levels,
                   LayerOrder order) {
    if (order == LayerOrder::Natural) std::ranges::reverse(levels);
    std::vector<at::Tensor> layers{std::move(coarsest)};
    for (const std::vector<at::Tensor>& level : levels)
        layers.insert(layers.end(), level.begin(), level.end());
    return at::stack(layers);
}

at::Tensor enlarged(const at::Tensor& picture, const at::Tensor& like) {
    return at::upsample_bilinear2d(picture.unsqueeze(0), {like.size(1), like.size(2)},
                                   /*align_corners=*/false)
        .squeeze(0);
}

}  // namespace

at::Tensor waveletLayers(const at::Tensor& delta, LayerOrder order) {
    at::Tensor low = delta;
    std::vector<std::vector<at::Tensor>> levels;
    const auto halves = [](std::int64_t side) { return side >= 2 && side % 2 == 0; };
    for (int level = 1; level <= mostLevels && halves(low.size(1)) && halves(low.size(2));
         ++level) {
        const Bands bands = haar(low);
        levels.push_back({reconstructed(bands.lh, lhSigns, level),
                          reconstructed(bands.hl, hlSigns, level),
                          reconstructed(bands.hh, hhSigns, level)});
        low = bands.ll;
    }
    for (std::size_t i = 0; i < levels.size(); ++i) low = inverseHaar(low, llSigns);
    return stacked(low, std::move(levels), order);
}

at::Tensor laplacianLayers(const at::Tensor& delta, LayerOrder order) {
    std::vector<at::Tensor> pyramid{delta};
    std::vector<std::vector<at::Tensor>> levels;
    const auto toTheTop = [&pyramid](at::Tensor picture, std::size_t level) {
        while (level > 0) picture = enlarged(picture, pyramid[--level]);
        return picture;
    };
    while (pyramid.size() <= mostLevels && pyramid.back().size(1) >= 2 &&
           pyramid.back().size(2) >= 2) {
        const at::Tensor current = pyramid.back();
        // An odd last row or column is dropped.
        const at::Tensor low = at::avg_pool2d(current.unsqueeze(0), 2).squeeze(0);
        levels.push_back({toTheTop(current - enlarged(low, current), pyramid.size() - 1)});
        pyramid.push_back(low);
    }
    return stacked(toTheTop(pyramid.back(), pyramid.size() - 1), std::move(levels), order);
}

}  // namespace sigscope::paths
