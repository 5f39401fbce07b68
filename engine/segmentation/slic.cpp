#include "engine/segmentation/slic.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/segmentation/renumbered.h"

namespace sigscope::segmentation {

namespace {

/// CIELAB (D65) of sRGB in [0, 1]: [3, H, W], float64.
at::Tensor labOf(const at::Tensor& raw) {
    const at::Tensor srgb = raw.clamp(0, 1);
    const at::Tensor linear =
        at::where(srgb > 0.04045, ((srgb + 0.055) / 1.055).pow(2.4), srgb / 12.92);
    const at::Tensor toXyz = at::tensor({0.412453, 0.357580, 0.180423,   //
                                         0.212671, 0.715160, 0.072169,   //
                                         0.019334, 0.119193, 0.950227},  //
                                        at::kDouble)
                                 .view({3, 3});
    const at::Tensor white = at::tensor({0.95047, 1.0, 1.08883}, at::kDouble).view({3, 1, 1});
    const at::Tensor xyz = at::matmul(toXyz, linear.flatten(1)).view(raw.sizes()) / white;
    const at::Tensor f =
        at::where(xyz > 0.008856, xyz.clamp_min(1e-12).pow(1.0 / 3), 7.787 * xyz + 16.0 / 116);
    return at::stack({116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])});
}

/// A cluster's mean colour and place: L, a, b, y, x.
using Centre = std::array<double, 5>;

/// The clusters of one picture.
class Clusters {
public:
    Clusters(const at::Tensor& lab, const SlicSettings& settings)
        : m_lab(lab.contiguous()),
          m_height(lab.size(1)),
          m_width(lab.size(2)),
          m_step(std::sqrt(static_cast<double>(m_height * m_width) / settings.segments)),
          m_nearness(std::pow(settings.compactness / m_step, 2)),
          m_labels(m_height * m_width, 0) {
        // Of a picture that is narrower than a step as many as were asked for all the same.
        const auto rows = std::clamp<std::int64_t>(
            std::llround(static_cast<double>(m_height) / m_step), 1, settings.segments);
        const auto columns = std::max<std::int64_t>(
            1, std::llround(static_cast<double>(settings.segments) / static_cast<double>(rows)));
        m_reachDown = std::max(m_step, static_cast<double>(m_height) / static_cast<double>(rows));
        m_reachAcross =
            std::max(m_step, static_cast<double>(m_width) / static_cast<double>(columns));
        for (std::int64_t row = 0; row < rows; ++row)
            for (std::int64_t column = 0; column < columns; ++column) {
                const auto y = (2 * row + 1) * m_height / (2 * rows);
                const auto x = (2 * column + 1) * m_width / (2 * columns);
                m_centres.push_back(pixelAt(y, x));
            }
    }

    /// Each pixel goes to the nearest of the centres within reach, and these to their means.
    void iterate() {
        std::vector<double> distances(m_labels.size(), std::numeric_limits<double>::infinity());
        for (std::size_t k = 0; k < m_centres.size(); ++k) claim(k, distances);
        std::vector<Centre> sums(m_centres.size(), Centre{});
        std::vector<double> counts(m_centres.size(), 0);
        for (std::int64_t i = 0; i < m_height * m_width; ++i) {
            const Centre pixel = pixelAt(i / m_width, i % m_width);
            for (std::size_t n = 0; n < pixel.size(); ++n) sums[m_labels[i]][n] += pixel[n];
            ++counts[m_labels[i]];
        }
        for (std::size_t k = 0; k < m_centres.size(); ++k)
            for (std::size_t n = 0; n < m_centres[k].size() && counts[k] > 0; ++n)
                m_centres[k][n] = sums[k][n] / counts[k];
    }

    [[nodiscard]] at::Tensor labels() const {
        return at::tensor(m_labels, at::kLong).view({m_height, m_width});
    }
    [[nodiscard]] double area() const { return m_step * m_step; }

private:
    [[nodiscard]] Centre pixelAt(std::int64_t y, std::int64_t x) const {
        const auto lab = m_lab.accessor<double, 3>();
        return {lab[0][y][x], lab[1][y][x], lab[2][y][x], static_cast<double>(y),
                static_cast<double>(x)};
    }

    void claim(std::size_t k, std::vector<double>& distances) {
        const Centre& centre = m_centres[k];
        const auto from = [](double middle, double reach) {
            return std::max<std::int64_t>(0, std::llround(middle - reach));
        };
        const auto to = [](double middle, double reach, std::int64_t length) {
            return std::min<std::int64_t>(length - 1, std::llround(middle + reach));
        };
        const std::int64_t lastRow = to(centre[3], m_reachDown, m_height);
        const std::int64_t lastColumn = to(centre[4], m_reachAcross, m_width);
        for (std::int64_t y = from(centre[3], m_reachDown); y <= lastRow; ++y)
            for (std::int64_t x = from(centre[4], m_reachAcross); x <= lastColumn; ++x) {
                const Centre pixel = pixelAt(y, x);
                double distance = 0;
                for (std::size_t n = 0; n < pixel.size(); ++n)
                    distance += (n < 3 ? 1 : m_nearness) * std::pow(pixel[n] - centre[n], 2);
                const std::int64_t i = y * m_width + x;
                if (distance >= distances[i]) continue;
                distances[i] = distance;
                m_labels[i] = static_cast<std::int64_t>(k);
            }
    }

    at::Tensor m_lab;
    std::int64_t m_height, m_width;
    double m_step;           ///< Between the first centres.
    double m_nearness;       ///< m² / step²
    double m_reachDown = 0;  ///< Pixels: a step, or the grid's where that is more.
    double m_reachAcross = 0;
    std::vector<Centre> m_centres;
    std::vector<std::int64_t> m_labels;
};

/// The 4-connected pieces of the labels, those smaller than `least` given to the piece that comes
/// before them.
at::Tensor connected(const at::Tensor& labels, double least) {
    const std::int64_t height = labels.size(0);
    const std::int64_t width = labels.size(1);
    const auto before = labels.accessor<std::int64_t, 2>();
    at::Tensor pieces = at::full({height, width}, -1, at::kLong);
    auto piece = pieces.accessor<std::int64_t, 2>();
    std::int64_t next = 0;
    for (std::int64_t y = 0; y < height; ++y)
        for (std::int64_t x = 0; x < width; ++x) {
            if (piece[y][x] >= 0) continue;
            // The pixel to the left or above is of a piece already.
            const std::int64_t neighbour =
                x > 0 ? piece[y][x - 1] : (y > 0 ? piece[y - 1][x] : next);
            std::vector<std::array<std::int64_t, 2>> members{{y, x}};
            piece[y][x] = next;
            for (std::size_t i = 0; i < members.size(); ++i) {
                const auto [row, column] = members[i];
                for (const auto& [down, right] :
                     {std::array{1, 0}, std::array{-1, 0}, std::array{0, 1}, std::array{0, -1}}) {
                    const std::int64_t r = row + down;
                    const std::int64_t c = column + right;
                    if (r < 0 || c < 0 || r >= height || c >= width || piece[r][c] >= 0 ||
                        before[r][c] != before[y][x])
                        continue;
                    piece[r][c] = next;
                    members.push_back({r, c});
                }
            }
            if (static_cast<double>(members.size()) >= least || neighbour == next) {
                ++next;
                continue;
            }
            for (const auto& [row, column] : members) piece[row][column] = neighbour;
        }
    return renumbered(pieces);
}

}  // namespace

at::Tensor slic(const at::Tensor& raw, const SlicSettings& settings) {
    Clusters clusters(labOf(raw.detach().to(at::kCPU, at::kDouble)), settings);
    for (int i = 0; i < settings.iterations; ++i) clusters.iterate();
    return connected(clusters.labels(), clusters.area() / 4);
}

}  // namespace sigscope::segmentation
