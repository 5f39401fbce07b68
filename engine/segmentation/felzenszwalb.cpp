#include "engine/segmentation/felzenszwalb.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/segmentation/renumbered.h"

namespace sigscope::segmentation {

namespace {

/// The place that a filter reads for `place` outside of `length` pixels: mirrored, the edge pixel
/// repeated.
std::int64_t mirrored(std::int64_t place, std::int64_t length) {
    const std::int64_t period = 2 * length;
    const std::int64_t within = ((place % period) + period) % period;
    return std::min(within, period - 1 - within);
}

/// The Gaussian along one axis as a matrix [length, length].
at::Tensor blurMatrix(std::int64_t length, double sigma) {
    at::Tensor matrix = at::zeros({length, length}, at::kDouble);
    const auto radius = static_cast<std::int64_t>(4 * sigma + 0.5);
    std::vector<double> weights;
    for (std::int64_t t = -radius; t <= radius; ++t)
        weights.push_back(
            std::exp(-0.5 * static_cast<double>(t * t) / std::max(sigma * sigma, 1e-300)));
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    auto entries = matrix.accessor<double, 2>();
    for (std::int64_t i = 0; i < length; ++i)
        for (std::int64_t t = -radius; t <= radius; ++t)
            entries[i][mirrored(i + t, length)] += weights[t + radius] / sum;
    return matrix;
}

at::Tensor blurredAlongBoth(const at::Tensor& picture, double sigma) {
    const at::Tensor rows = blurMatrix(picture.size(1), sigma);
    const at::Tensor columns = blurMatrix(picture.size(2), sigma);
    return at::matmul(at::matmul(rows, picture), columns.t());
}

/// Between two neighbouring pixels, as indices y·W + x.
struct Edge {
    double cost;
    std::int64_t from;
    std::int64_t to;
};

/// Adds an edge from each pixel (y, x) of [yBegin, H − down) × [0, W − right) to (y + down,
/// x + right); `down` is −1 for those that lead up.
void addEdges(std::vector<Edge>& edges, const at::Tensor& picture, int down, int right) {
    const std::int64_t height = picture.size(1);
    const std::int64_t width = picture.size(2);
    const auto colours = picture.accessor<double, 3>();
    for (std::int64_t y = std::max(0, -down); y < height - std::max(0, down); ++y)
        for (std::int64_t x = 0; x < width - right; ++x) {
            double squares = 0;
            for (std::int64_t c = 0; c < picture.size(0); ++c)
                squares += std::pow(colours[c][y + down][x + right] - colours[c][y][x], 2);
            edges.push_back({std::sqrt(squares), y * width + x, (y + down) * width + x + right});
        }
}

/// Pixels that were joined so far: a forest, whose roots know their segment's size and its largest
/// cost.
class Forest {
public:
    explicit Forest(std::int64_t pixels) : m_parents(pixels), m_sizes(pixels, 1), m_costs(pixels) {
        std::iota(m_parents.begin(), m_parents.end(), 0);
    }

    [[nodiscard]] std::int64_t root(std::int64_t pixel) {
        while (m_parents[pixel] != pixel) {
            m_parents[pixel] = m_parents[m_parents[pixel]];
            pixel = m_parents[pixel];
        }
        return pixel;
    }
    [[nodiscard]] std::int64_t size(std::int64_t root) const { return m_sizes[root]; }

    /// c + k / |segment|: what an edge that joins it may cost at most.
    [[nodiscard]] double bound(std::int64_t root, double k) const {
        return m_costs[root] + k / static_cast<double>(m_sizes[root]);
    }

    void join(std::int64_t a, std::int64_t b, double cost) {
        const auto [first, second] = std::minmax(a, b);
        m_parents[second] = first;
        m_sizes[first] += m_sizes[second];
        m_costs[first] = cost;
    }

private:
    std::vector<std::int64_t> m_parents;
    std::vector<std::int64_t> m_sizes;
    std::vector<double> m_costs;
};

}  // namespace

at::Tensor felzenszwalb(const at::Tensor& picture, const FelzenszwalbSettings& settings) {
    const at::Tensor smooth =
        blurredAlongBoth(picture.detach().to(at::kCPU, at::kDouble), settings.sigma).contiguous();
    std::vector<Edge> edges;
    edges.reserve(4 * smooth.size(1) * smooth.size(2));
    addEdges(edges, smooth, 1, 0);
    addEdges(edges, smooth, 0, 1);
    addEdges(edges, smooth, 1, 1);
    addEdges(edges, smooth, -1, 1);
    std::ranges::stable_sort(edges, {}, &Edge::cost);
    Forest forest(smooth.size(1) * smooth.size(2));
    const double k = settings.scale / 255;
    for (const Edge& edge : edges) {
        const std::int64_t a = forest.root(edge.from);
        const std::int64_t b = forest.root(edge.to);
        if (a != b && edge.cost < std::min(forest.bound(a, k), forest.bound(b, k)))
            forest.join(a, b, edge.cost);
    }
    for (const Edge& edge : edges) {
        const std::int64_t a = forest.root(edge.from);
        const std::int64_t b = forest.root(edge.to);
        if (a != b && std::min(forest.size(a), forest.size(b)) < settings.minSize)
            forest.join(a, b, edge.cost);
    }
    std::vector<std::int64_t> roots;
    for (std::int64_t pixel = 0; pixel < smooth.size(1) * smooth.size(2); ++pixel)
        roots.push_back(forest.root(pixel));
    return renumbered(at::tensor(roots, at::kLong).view({smooth.size(1), smooth.size(2)}));
}

}  // namespace sigscope::segmentation
