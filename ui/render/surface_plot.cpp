#include "ui/render/surface_plot.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/charts/lines_plot.h"
#include "ui/render/contour_lines.h"
#include "ui/render/method_label.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

// Lengths are in units of the layout: texts are pageTypeSize high.
constexpr double surfaceEdge = 4;
constexpr double planeTurnedTitle = 16;
constexpr double planeTickWidth = 32;
constexpr double planeTickMark = 3;
constexpr double planeTickSpace = 16;
constexpr double planeTitleSpace = 16;
constexpr double planeBarGap = 8;
constexpr double planeBarWidth = 8;
constexpr double planeBarLabels = 48;
constexpr double planeHeading = 26;
constexpr double surfaceChartHeight = 136;
constexpr double planeEndRadius = 2.5;
constexpr double planeHalo = 2.5;
constexpr int wantedContours = 8;
constexpr int pixelsPerCell = 8;

// Which text a header is.
constexpr std::size_t quantityHeader = 0;
constexpr std::size_t alongHeader = 1;

double spanOf(const PlaneRange& range) {
    return range.high - range.low;
}

/// Bilinear between the points of the grid, the first row below.
QImage planeColours(const Surface& surface, const MapScale& scale) {
    const int side = (surface.resolution - 1) * pixelsPerCell;
    Array values(1, side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double row = (side - y - 0.5) / pixelsPerCell;
            const double column = (x + 0.5) / pixelsPerCell;
            const int below = static_cast<int>(row);
            const int left = static_cast<int>(column);
            const double up = row - below;
            const double right = column - left;
            values.at(0, y, x) = static_cast<float>(
                (1 - up) * std::lerp(surface.at(below, left), surface.at(below, left + 1), right) +
                up *
                    std::lerp(surface.at(below + 1, left), surface.at(below + 1, left + 1), right));
        }
    return colourise(values, scale.colours, scale.low, scale.high);
}

Qt::PenStyle planePathStyle(const PlanePath& path) {
    return path.method == "ig" ? Qt::DashLine : Qt::SolidLine;
}

/// Ink that can be read on any of the colours.
void drawOnColours(QPainter& painter, const QPainterPath& shape, const QPen& pen) {
    QPen halo(QColor(255, 255, 255, 220), pen.widthF() + planeHalo);
    halo.setCapStyle(Qt::RoundCap);
    halo.setJoinStyle(Qt::RoundJoin);
    painter.strokePath(shape, halo);
    painter.strokePath(shape, pen);
}

QRectF planeLabelBox(const QFont& font, QPointF place, const QString& text) {
    const QRectF bounds = QFontMetricsF(font).boundingRect(text);
    return {place.x() - bounds.width() / 2 - 2, place.y() - bounds.height() / 2, bounds.width() + 4,
            bounds.height()};
}

void drawPlaneLabel(QPainter& painter, const QRectF& box, const QString& text) {
    painter.fillRect(box, QColor(255, 255, 255, 200));
    painter.setPen(figureInk);
    painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, text);
}

}  // namespace

QString SurfaceContent::nameOf(std::size_t path) const {
    return names.empty() ? methodLabel(surface->paths[path].method) : names[path];
}

void SurfaceContent::setText(FigurePart part, std::size_t index, const QString& text) {
    if (part == FigurePart::Header) (index == quantityHeader ? quantity : along) = text;
    if (part == FigurePart::RowLabel) aside = text;
    if (part == FigurePart::AxisTitle && index < chart.size()) chart[index] = text;
    if (part != FigurePart::Panel || index >= surface->paths.size()) return;
    std::vector<QString> renamed;
    for (std::size_t path = 0; path < surface->paths.size(); ++path)
        renamed.push_back(path == index ? text : nameOf(path));
    names = std::move(renamed);
}

SurfacePlot::SurfacePlot(SurfaceContent content, const PrintOptions& print)
    : m_content(std::move(content)), m_print(print) {
    const auto [low, high] = std::ranges::minmax(m_content.surface->f);
    m_scale = {ColourMap::Viridis, low, high};
    m_colours = planeColours(*m_content.surface, m_scale);
    layOut();
    makeChart();
}

SurfacePlot::~SurfacePlot() = default;

void SurfacePlot::layOut() {
    const Surface& surface = *m_content.surface;
    const double width = pageWidth(m_print);
    const double left = surfaceEdge + planeTurnedTitle + planeTickWidth;
    const double right = width - surfaceEdge - planeBarGap - planeBarWidth - planeBarLabels;
    const double across = std::max(1.0, right - left);
    m_box = QRectF(left, surfaceEdge + planeHeading, across,
                   across * spanOf(surface.aside) / spanOf(surface.along));
    const double below = m_box.bottom() + planeTickMark + planeTickSpace + planeTitleSpace;
    m_chartBox = QRectF(surfaceEdge, below, width - 2 * surfaceEdge, surfaceChartHeight);
    m_size = {width, m_chartBox.bottom() + surfaceEdge};
}

void SurfacePlot::makeChart() {
    std::vector<PlotLine> lines;
    for (std::size_t place = 0; place < m_content.surface->paths.size(); ++place) {
        const PlanePath& path = m_content.surface->paths[place];
        PlotLine line{m_content.nameOf(place), {}, figureInk, planePathStyle(path)};
        for (std::size_t k = 0; k < path.alphas.size(); ++k)
            line.points.append({path.alphas[k], path.f[k]});
        lines.push_back(std::move(line));
    }
    m_chart = std::make_unique<LinesPlot>(std::move(lines), m_content.chart, m_chartBox.size(),
                                          ChartLook::ofPrint(m_print.family));
}

QPointF SurfacePlot::placeOf(double along, double aside) const {
    const Surface& surface = *m_content.surface;
    const double x = (along - surface.along.low) / spanOf(surface.along);
    const double y = (aside - surface.aside.low) / spanOf(surface.aside);
    return {m_box.left() + x * m_box.width(), m_box.bottom() - y * m_box.height()};
}

FigurePage SurfacePlot::page() const {
    return {m_size, pointsPerUnit(m_print), [this](QPainter& painter) { paint(painter); },
            m_print.family};
}

void SurfacePlot::paint(QPainter& painter) const {
    painter.fillRect(QRectF(QPointF(0, 0), m_size), Qt::white);
    painter.setFont(pageFont(m_print.family));
    painter.drawImage(m_box, m_colours);
    paintContours(painter);
    for (std::size_t path = 0; path < m_content.surface->paths.size(); ++path)
        paintPath(painter, path);
    paintEnds(painter);
    paintAxes(painter);
    paintBar(painter);
    painter.save();
    painter.translate(m_chartBox.topLeft());
    m_chart->paint(painter);
    painter.restore();
}

void SurfacePlot::paintContours(QPainter& painter) const {
    const Surface& surface = *m_content.surface;
    const double last = surface.resolution - 1.0;
    const auto placed = [&](QPointF cell) {
        return QPointF(m_box.left() + cell.x() / last * m_box.width(),
                       m_box.bottom() - cell.y() / last * m_box.height());
    };
    painter.setPen(QPen(QColor(255, 255, 255, 170), 0.6));
    for (const Tick& level : niceTicks(m_scale.low, m_scale.high, wantedContours))
        for (const QLineF& line : contourLines(surface.f, surface.resolution, level.value))
            painter.drawLine(placed(line.p1()), placed(line.p2()));
}

void SurfacePlot::paintPath(QPainter& painter, std::size_t number) const {
    const PlanePath& path = m_content.surface->paths[number];
    QPainterPath line(placeOf(path.along.front(), path.aside.front()));
    for (std::size_t k = 1; k < path.along.size(); ++k)
        line.lineTo(placeOf(path.along[k], path.aside[k]));
    QPen pen(figureInk, 1.2, planePathStyle(path));
    drawOnColours(painter, line, pen);
    drawPlaneLabel(painter, nameBox(number), m_content.nameOf(number));
}

QRectF SurfacePlot::nameBox(std::size_t number) const {
    const PlanePath& path = m_content.surface->paths[number];
    const auto farthest =
        std::ranges::max_element(path.aside, {}, [](double aside) { return std::abs(aside); });
    const std::size_t place = path.method == "ig"
                                  ? path.along.size() / 2
                                  : static_cast<std::size_t>(farthest - path.aside.begin());
    return planeLabelBox(pageFont(m_print.family), placeOf(path.along[place], path.aside[place]),
                         m_content.nameOf(number));
}

QRectF SurfacePlot::quantityBox() const {
    return {m_box.left(), surfaceEdge, m_box.width(), planeHeading - surfaceEdge};
}

QRectF SurfacePlot::alongBox() const {
    return {m_box.left(), m_box.bottom() + planeTickMark + planeTickSpace, m_box.width(),
            planeTitleSpace};
}

QRectF SurfacePlot::asideBox() const {
    return {surfaceEdge, m_box.top(), planeTurnedTitle, m_box.height()};
}

std::vector<FigureText> SurfacePlot::texts() const {
    std::vector<FigureText> all{
        {FigurePart::Header, quantityHeader, m_content.quantity, quantityBox()},
        {FigurePart::Header, alongHeader, m_content.along, alongBox()},
        {FigurePart::RowLabel, 0, m_content.aside, asideBox()}};
    for (std::size_t path = 0; path < m_content.surface->paths.size(); ++path)
        all.push_back({FigurePart::Panel, path, m_content.nameOf(path), nameBox(path)});
    for (std::size_t axis = 0; axis < m_content.chart.size(); ++axis)
        all.push_back({FigurePart::AxisTitle, axis, m_content.chart[axis],
                       m_chart->titleBox(axis).translated(m_chartBox.topLeft())});
    return all;
}

std::optional<FigureText> SurfacePlot::textAt(QPointF point) const {
    const std::vector<FigureText> all = texts();
    const auto there = std::ranges::find_if(
        all, [point](const FigureText& text) { return text.box.contains(point); });
    return there == all.end() ? std::nullopt : std::optional(*there);
}

void SurfacePlot::paintEnds(QPainter& painter) const {
    const auto paintEnd = [&](double along, const QString& name) {
        const QPointF place = placeOf(along, 0);
        painter.setPen(QPen(Qt::white, 1));
        painter.setBrush(figureInk);
        painter.drawEllipse(place, planeEndRadius, planeEndRadius);
        const QPointF below = place + QPointF(0, 1.1 * pageTypeSize);
        drawPlaneLabel(painter, planeLabelBox(painter.font(), below, name), name);
    };
    paintEnd(0, QStringLiteral("x′"));
    paintEnd(1, QStringLiteral("x"));
}

void SurfacePlot::paintAxes(QPainter& painter) const {
    const Surface& surface = *m_content.surface;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(figureHairline, 0.5));
    painter.drawRect(m_box);
    painter.setPen(figureMuted);
    for (const Tick& tick : niceTicks(surface.along.low, surface.along.high, 4)) {
        const double x = placeOf(tick.value, 0).x();
        painter.drawLine(QPointF(x, m_box.bottom()), QPointF(x, m_box.bottom() + planeTickMark));
        painter.drawText(QRectF(x - planeTickWidth, m_box.bottom() + planeTickMark,
                                2 * planeTickWidth, planeTickSpace),
                         Qt::AlignCenter, tick.text);
    }
    for (const Tick& tick : niceTicks(surface.aside.low, surface.aside.high, 4)) {
        const double y = placeOf(0, tick.value).y();
        painter.drawLine(QPointF(m_box.left() - planeTickMark, y), QPointF(m_box.left(), y));
        painter.drawText(QRectF(m_box.left() - planeTickWidth, y - planeTickSpace / 2,
                                planeTickWidth - 2 * planeTickMark, planeTickSpace),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, tick.text);
    }
    painter.drawText(alongBox(), Qt::AlignCenter | Qt::TextDontClip, m_content.along);
    const QRectF turned = asideBox();
    painter.save();
    painter.translate(turned.bottomLeft());
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, turned.height(), turned.width()),
                     Qt::AlignCenter | Qt::TextDontClip, m_content.aside);
    painter.restore();
}

void SurfacePlot::paintBar(QPainter& painter) const {
    const QRectF bar(m_box.right() + planeBarGap, m_box.top(), planeBarWidth, m_box.height());
    painter.setFont(pageFont(m_print.family));
    painter.setPen(figureMuted);
    paintScaleBar(painter, bar, m_scale);
    painter.setPen(figureInk);
    painter.drawText(quantityBox(), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font())
                         .elidedText(m_content.quantity, Qt::ElideMiddle, m_box.width()));
}

}  // namespace sigscope::ui
