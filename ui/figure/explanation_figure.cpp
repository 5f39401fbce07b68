#include "ui/figure/explanation_figure.h"

#include <QFontMetricsF>
#include <QImageWriter>
#include <QPainter>
#include <QSaveFile>
#include <algorithm>
#include <cmath>

#include "engine/api/attribution_map.h"
#include "ui/colour/colour_map.h"
#include "ui/figure/fact_table.h"
#include "ui/figure/number_text.h"
#include "ui/figure/scale_bar.h"

namespace sigscope::ui {

namespace {

// All lengths are in points of the layout; the picture has `resolution` pixels to each.
constexpr int resolution = 2;
constexpr double margin = 24;
constexpr double gutter = 24;
constexpr double barWidth = 14;
constexpr double barSpace = 72;  // The bar, its ticks and their labels.
constexpr double panelTop = 88;
constexpr int panelPixels = 560;  // The longer side of a panel, at least.
constexpr double scaleQuantile = 0.995;

const QColor ink(0x1c, 0x1c, 0x1c);
const QColor muted(0x66, 0x66, 0x66);
const QColor hairline(0xd4, 0xd4, 0xd4);

QFont font(int pixels, QFont::Weight weight = QFont::Normal) {
    QFont result("DejaVu Sans");
    result.setPixelSize(pixels);
    result.setWeight(weight);
    return result;
}

/// Enlarged by an integer factor, nearest neighbour: each pixel of the model stays a square.
QImage enlarged(const QImage& picture) {
    const int side = std::max(picture.width(), picture.height());
    const int factor = (panelPixels + side - 1) / side;
    QImage result = picture.scaled(picture.size() * factor);
    result.setDevicePixelRatio(resolution);
    return result;
}

QImage toQImage(const Image& image) {
    return QImage(image.pixels.data(), image.width, image.height, 3 * image.width,
                  QImage::Format_RGB888)
        .copy();
}

/// Everything that is drawn, and where.
struct Layout {
    QImage seen;
    QImage map;
    double limit = 0;         ///< The scale ends at ± this.
    double clippedShare = 0;  ///< Of the map's pixels, beyond the limit.
    FactTable settings;
    FactTable results;

    [[nodiscard]] QSizeF panel() const { return map.deviceIndependentSize(); }
    [[nodiscard]] QRectF seenBox() const { return {{margin, panelTop}, panel()}; }
    [[nodiscard]] QRectF mapBox() const {
        return {{margin + panel().width() + gutter, panelTop}, panel()};
    }
    [[nodiscard]] double legendTop() const { return seenBox().bottom() + 36; }
    [[nodiscard]] QSize size() const {
        const double legend = std::max(settings.height(), results.height());
        return {static_cast<int>(mapBox().right() + 12 + barSpace + margin),
                static_cast<int>(legendTop() + legend + margin)};
    }
};

Layout layoutOf(const Explanation& explanation) {
    const Array map = reduceChannels(explanation.attribution, Reduction::Signed);
    const double limit = magnitudeQuantile(map, scaleQuantile);
    const auto clipped =
        std::ranges::count_if(map.values, [limit](float value) { return std::abs(value) > limit; });
    QImage picture = enlarged(colourise(map, ColourMap::BlueWhiteRed, -limit, limit));
    const double width = picture.deviceIndependentSize().width();
    return {enlarged(toQImage(explanation.scene->seen)),
            std::move(picture),
            limit,
            static_cast<double>(clipped) / static_cast<double>(map.values.size()),
            FactTable(settingFacts(explanation), font(12), width),
            FactTable(resultFacts(explanation), font(12), width)};
}

void paintHeading(QPainter& painter, const Layout& layout, const Explanation& explanation) {
    const RankedClass& target = explanation.scene->target;
    const double width = layout.size().width() - 2 * margin;
    const QString probability = "probability " + numberText(100 * target.probability, 3) + " %";
    painter.setPen(ink);
    painter.setFont(font(14));
    const double probabilityWidth = QFontMetricsF(painter.font()).horizontalAdvance(probability);
    painter.drawText(QRectF(margin, 20, width, 28), Qt::AlignRight | Qt::AlignVCenter, probability);
    painter.setFont(font(18, QFont::DemiBold));
    const QString label = QFontMetricsF(painter.font())
                              .elidedText(QString::fromStdString(target.label), Qt::ElideRight,
                                          width - probabilityWidth - gutter);
    painter.drawText(QRectF(margin, 20, width, 28), Qt::AlignLeft | Qt::AlignVCenter, label);
}

void paintPanel(QPainter& painter, const QRectF& box, const QImage& picture, const QString& title) {
    painter.setFont(font(12));
    painter.setPen(muted);
    painter.drawText(QRectF(box.left(), box.top() - 26, box.width(), 20),
                     Qt::AlignLeft | Qt::AlignVCenter, title);
    painter.drawImage(box.topLeft(), picture);
    painter.setPen(QPen(hairline, 0.5));
    painter.drawRect(box);
}

void paintScale(QPainter& painter, const Layout& layout) {
    const QRectF map = layout.mapBox();
    painter.setFont(font(12));
    painter.setPen(QPen(ink, 0.75));
    paintScaleBar(painter, {map.right() + 12, map.top(), barWidth, map.height()}, layout.limit);
    painter.setPen(muted);
    const QString note = numberText(100 * layout.clippedShare, 2) + " % of pixels beyond ± " +
                         numberText(layout.limit);
    painter.drawText(QRectF(map.left(), map.bottom() + 6, map.width() + barSpace, 20),
                     Qt::AlignLeft | Qt::AlignVCenter, note);
}

void paint(QPainter& painter, const Layout& layout, const Explanation& explanation) {
    painter.setRenderHint(QPainter::TextAntialiasing);
    paintHeading(painter, layout, explanation);
    const Image& seen = explanation.scene->seen;
    paintPanel(painter, layout.seenBox(), layout.seen,
               QString("What the model sees, %1 × %2").arg(seen.width).arg(seen.height));
    paintPanel(painter, layout.mapBox(), layout.map, "Attribution A, summed over channels");
    paintScale(painter, layout);
    layout.settings.paint(painter, {margin, layout.legendTop()});
    layout.results.paint(painter, {layout.mapBox().left(), layout.legendTop()});
}

}  // namespace

QImage renderFigure(const Explanation& explanation) {
    if (!explanation.scene || explanation.scene->seen.empty() || explanation.attribution.empty())
        return {};
    const Layout layout = layoutOf(explanation);
    QImage figure(layout.size() * resolution, QImage::Format_RGB32);
    figure.setDevicePixelRatio(resolution);
    figure.fill(Qt::white);
    QPainter painter(&figure);
    paint(painter, layout, explanation);
    return figure;
}

Outcome<Done> writeFigure(const std::filesystem::path& file, const Explanation& explanation) {
    QImage figure = renderFigure(explanation);
    if (figure.isNull()) return Failure{file.string() + ": there is no attribution to draw"};
    // QImage keeps the text as it is; QImageWriter::setText would fold its white space.
    figure.setText("recipe", QString::fromStdString(explanation.recipe));
    QSaveFile target(QString::fromStdString(file.string()));
    if (!target.open(QIODevice::WriteOnly))
        return Failure{file.string() + ": " + target.errorString().toStdString()};
    QImageWriter writer(&target, "png");
    if (!writer.write(figure))
        return Failure{file.string() + ": " + writer.errorString().toStdString()};
    if (!target.commit()) return Failure{file.string() + ": " + target.errorString().toStdString()};
    return Done{};
}

}  // namespace sigscope::ui
