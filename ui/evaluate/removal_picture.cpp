#include "ui/evaluate/removal_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "ui/render/colour_map.h"

namespace sigscope::ui {

const std::vector<RemovalPoint>& removalPointsOf(const MapEvaluation& evaluation,
                                                 RemovalGame game) {
    return game == RemovalGame::Insertion ? evaluation.insertion : evaluation.deletion;
}

const RemovalPoint* removalPointAt(const std::vector<RemovalPoint>& points, double share) {
    const auto found = std::ranges::min_element(
        points, {}, [share](const RemovalPoint& point) { return std::abs(point.share - share); });
    return found == points.end() ? nullptr : &*found;
}

QImage removalPicture(const Image& seen, const PixelRemoval& removal, RemovalGame game,
                      double share) {
    const auto pixels =
        static_cast<std::size_t>(seen.width) * static_cast<std::size_t>(seen.height);
    if (seen.empty() || removal.places.size() != pixels || removal.fill.planeSize() != pixels)
        return {};
    QImage picture = toImage(removal.fill).convertToFormat(QImage::Format_RGB32);
    const auto changed = std::llround(share * static_cast<double>(pixels));
    for (int y = 0; y < seen.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < seen.width; ++x) {
            const std::size_t i = static_cast<std::size_t>(y) * seen.width + x;
            const bool isChanged = removal.places[i] < changed;
            if (isChanged == (game == RemovalGame::Deletion)) continue;
            const std::uint8_t* rgb = &seen.pixels[3 * i];
            line[x] = qRgb(rgb[0], rgb[1], rgb[2]);
        }
    }
    return picture;
}

}  // namespace sigscope::ui
