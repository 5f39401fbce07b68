#include "ui/render/explanation_figure.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/api/attribution_map.h"
#include "ui/render/colour_map.h"
#include "ui/render/figure_style.h"
#include "ui/render/number_text.h"

namespace sigscope::ui {

namespace {

// All lengths are in points.
constexpr double margin = 24;
constexpr double gutter = 24;
constexpr double barWidth = 14;
constexpr double barSpace = 72;  // The bar, its ticks and their labels.
constexpr double panelTop = 88;
constexpr double narrowestColumn = 280;  // For the legend, below a picture that is narrower.

MapScale scaleOf(const Array& map, const FigureView& view) {
    MapScale scale = scaleTo(
        view.limit ? *view.limit : magnitudeQuantile(map, view.percentile / 100), view.reduction);
    if (view.reduction == Reduction::Absolute) scale.colours = view.magnitudeColours;
    return scale;
}

std::vector<Fact> resultsOf(const Explanation& explanation, const FigureView& view) {
    std::vector<Fact> facts = resultFacts(explanation);
    for (Fact& fact : regionFacts(explanation, view.regions)) facts.push_back(std::move(fact));
    return facts;
}

double columnOf(const FigurePanels& panels) {
    return std::max(narrowestColumn, panels.map.size.width());
}

}  // namespace

ExplanationFigure::ExplanationFigure(const Explanation& explanation, const FigureView& view)
    : m_explanation(explanation),
      m_map(reduceChannels(explanation.attribution, view.reduction)),
      m_scale(scaleOf(m_map, view)),
      m_panels(panelsOf(*explanation.scene,
                        colourise(m_map, m_scale.colours, m_scale.low, m_scale.high), view)),
      m_settings(settingFacts(explanation, view.method), figureFont(12), columnOf(m_panels)),
      m_results(resultsOf(explanation, view), figureFont(12), columnOf(m_panels)),
      m_regions(view.regions) {}

double ExplanationFigure::columnWidth() const {
    return columnOf(m_panels);
}

QPointF ExplanationFigure::pictureCorner() const {
    return {margin, panelTop};
}

QRectF ExplanationFigure::mapBox() const {
    return {{margin + columnWidth() + gutter, panelTop}, m_panels.map.size};
}

double ExplanationFigure::legendTop() const {
    return mapBox().bottom() + 36;
}

QSize ExplanationFigure::size() const {
    const double legend = std::max(m_settings.height(), m_results.height());
    const double right =
        std::max(mapBox().right() + 12 + barSpace, mapBox().left() + columnWidth());
    return {static_cast<int>(right + margin), static_cast<int>(legendTop() + legend + margin)};
}

void ExplanationFigure::paintHeading(QPainter& painter) const {
    const RankedClass& target = m_explanation.scene->target;
    const double width = size().width() - 2 * margin;
    // As f(x) below, which is the same number where f is the probability.
    const QString probability = "probability " + numberText(target.probability);
    painter.setPen(figureInk);
    painter.setFont(figureFont(14));
    const double probabilityWidth = QFontMetricsF(painter.font()).horizontalAdvance(probability);
    painter.drawText(QRectF(margin, 20, width, 28), Qt::AlignRight | Qt::AlignVCenter, probability);
    painter.setFont(figureFont(18, QFont::DemiBold));
    const QString label = QFontMetricsF(painter.font())
                              .elidedText(QString::fromStdString(target.label), Qt::ElideRight,
                                          width - probabilityWidth - gutter);
    painter.drawText(QRectF(margin, 20, width, 28), Qt::AlignLeft | Qt::AlignVCenter, label);
}

void ExplanationFigure::paintScale(QPainter& painter) const {
    const QRectF map = mapBox();
    painter.setFont(figureFont(12));
    painter.setPen(QPen(figureInk, 0.75));
    paintScaleBar(painter, {map.right() + 12, map.top(), barWidth, map.height()}, m_scale);
    painter.setPen(figureMuted);
    const QString note = numberText(100 * shareBeyond(m_map, m_scale.high), 2) +
                         " % of pixels beyond " + (m_scale.low < 0 ? "± " : "") +
                         numberText(m_scale.high);
    painter.drawText(QRectF(map.left(), map.bottom() + 6, columnWidth() + barSpace, 20),
                     Qt::AlignLeft | Qt::AlignVCenter, note);
}

void ExplanationFigure::paintRegions(QPainter& painter, const FigurePanel& panel,
                                     const QPointF& corner) const {
    // A crop's panel is what the model saw; of a photograph it is a part.
    const QRectF seen = (panel.region.isEmpty() ? QRectF(QPointF(0, 0), panel.size) : panel.region)
                            .translated(corner);
    const double across = seen.width() / m_map.width;
    const double down = seen.height() / m_map.height;
    painter.setFont(figureFont(10));
    painter.setBrush(Qt::NoBrush);
    for (const auto& [region, filled] : m_regions) {
        if (!isWithin(region, m_map.width, m_map.height)) continue;
        const QRectF frame(seen.left() + region.left * across, seen.top() + region.top * down,
                           region.width * across, region.height * down);
        // White around ink is seen on light and dark alike.
        for (const QPen& pen : {QPen(Qt::white, 2.5), QPen(figureInk, 1)}) {
            painter.setPen(pen);
            painter.drawRect(frame);
        }
        const QString name = QString::fromStdString(region.name);
        QRectF label(frame.topLeft(),
                     QSizeF(QFontMetricsF(painter.font()).horizontalAdvance(name) + 6, 14));
        painter.fillRect(label, Qt::white);
        painter.drawText(label, Qt::AlignCenter, name);
    }
}

void ExplanationFigure::paintPartial(QPainter& painter) const {
    const QString mark = "partial: interrupted after " + evaluationsText(m_explanation.evaluations);
    painter.setFont(figureFont(12));
    QRectF box(QPointF(0, 0),
               QSizeF(QFontMetricsF(painter.font()).horizontalAdvance(mark) + 12, 20));
    box.moveTopLeft(mapBox().topLeft() + QPointF(4, 4));
    painter.fillRect(box, Qt::white);
    painter.setPen(figureInk);
    painter.drawRect(box);
    painter.drawText(box, Qt::AlignCenter, mark);
}

void ExplanationFigure::paint(QPainter& painter) const {
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.fillRect(QRect(QPoint(0, 0), size()), Qt::white);
    paintHeading(painter);
    painter.setFont(figureFont(12));
    m_panels.picture.paint(painter, pictureCorner());
    m_panels.map.paint(painter, mapBox().topLeft());
    paintRegions(painter, m_panels.picture, pictureCorner());
    paintRegions(painter, m_panels.map, mapBox().topLeft());
    paintScale(painter);
    if (m_explanation.partial) paintPartial(painter);
    m_settings.paint(painter, {margin, legendTop()});
    m_results.paint(painter, {mapBox().left(), legendTop()});
}

Drawing ExplanationFigure::drawing() const {
    return {size(), [this](QPainter& painter) { paint(painter); }};
}

bool hasFigure(const Explanation& explanation) {
    return explanation.scene && !explanation.scene->seen.empty() &&
           !explanation.attribution.empty();
}

QImage renderFigure(const Explanation& explanation, const FigureView& view) {
    if (!hasFigure(explanation)) return {};
    const ExplanationFigure figure(explanation, view);
    return rasterOf(figure.drawing());
}

}  // namespace sigscope::ui
