#include "ui/window/found_photograph.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/api/engine.h"
#include "ui/render/figure_panel.h"

namespace sigscope::ui {

namespace {

/// Of 255: what resizing by another kernel makes; another part of a photograph makes several times
/// that.
constexpr double mostMeanDifference = 12;

/// Where a model whose input is `seen` large looks at a photograph; empty where that is not within
/// it.
QRectF frameIn(const QSizeF& photograph, const QSizeF& seen, const QJsonObject& preprocessing) {
    const QRectF whole(QPointF(0, 0), photograph);
    if (preprocessing[QStringLiteral("fit")].toString() == QStringLiteral("squash")) return whole;
    const double resized = preprocessing[QStringLiteral("resize")].toDouble();
    if (resized <= 0) return {};
    QRectF frame(QPointF(0, 0),
                 seen * (std::min(photograph.width(), photograph.height()) / resized));
    frame.moveCenter(whole.center());
    constexpr double rounding = 0.5;
    const QRectF room = whole.adjusted(-rounding, -rounding, rounding, rounding);
    return room.contains(frame) ? frame & whole : QRectF();
}

/// The mean over pixels and channels, of 255; `part` has the size of `seen`.
double meanDifference(const QImage& part, const Image& seen) {
    double sum = 0;
    for (int y = 0; y < seen.height; ++y) {
        const uchar* row = part.constScanLine(y);
        const auto offset = static_cast<std::size_t>(y) * 3 * static_cast<std::size_t>(seen.width);
        for (std::size_t x = 0; x < 3 * static_cast<std::size_t>(seen.width); ++x)
            sum += std::abs(int{row[x]} - int{seen.pixels[offset + x]});
    }
    return sum / static_cast<double>(seen.pixels.size());
}

bool isSeenIn(const QImage& photograph, const QRectF& frame, const Image& seen) {
    const QImage part =
        photograph.copy(frame.toAlignedRect())
            .scaled(seen.width, seen.height, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
            .convertToFormat(QImage::Format_RGB888);
    return meanDifference(part, seen) <= mostMeanDifference;
}

}  // namespace

std::shared_ptr<const Scene> withPhotograph(std::shared_ptr<const Scene> scene,
                                            const std::filesystem::path& file,
                                            const std::string& recipe) {
    const QJsonObject preprocessing = QJsonDocument::fromJson(QByteArray::fromStdString(recipe))
                                          .object()[QStringLiteral("preprocessing")]
                                          .toObject();
    if (preprocessing.isEmpty() || scene->seen.empty()) return scene;
    Outcome<Image> read = readPictureFile(file);
    if (!read) return scene;
    const QImage photograph = pictureOf(read.value());
    const QRectF frame =
        frameIn(photograph.size(), QSizeF(scene->seen.width, scene->seen.height), preprocessing);
    if (frame.isEmpty() || !isSeenIn(photograph, frame, scene->seen)) return scene;
    auto whole = std::make_shared<Scene>(*scene);
    whole->picture = std::move(read).value();
    whole->seenRegion = {frame.x(), frame.y(), frame.width(), frame.height()};
    return whole;
}

}  // namespace sigscope::ui
