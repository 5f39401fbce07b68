#include "ui/charts/radial_chart.h"

#include <QLineSeries>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QMargins radialMargins{56, 24, 16, 40};
constexpr double nyquist = 0.5;          ///< Cycles per pixel.
constexpr double decadesBelow = 2;       ///< Shown below the whole path's smallest ring.
constexpr double smallestEnergy = 1e-6;  ///< Float32 rounding of a picture's |F|².

QList<QPointF> lineOf(const std::vector<float>& energy) {
    QList<QPointF> line;
    const auto last = static_cast<double>(energy.size()) - 1;
    for (std::size_t ring = 0; ring < energy.size(); ++ring)
        line.append({nyquist * static_cast<double>(ring) / last,
                     std::max<double>(energy[ring], smallestEnergy)});
    return line;
}

}  // namespace

RadialChart::RadialChart(QWidget* parent)
    : PlotView(Axis(tr("Frequency in cycles per pixel")),
               Axis(tr("Energy |F|²"), Axis::Scale::Logarithmic), radialMargins, parent),
      m_whole(chart().addLine()) {
    editPlot().horizontal.setWhole(0, nyquist);
    editPlot().vertical.setWhole(1, 10);
    setAccessibleName(tr("Radial energy"));
    setToolTip(
        tr("The mean of |F|² of γ(α) − x' over rings of equal frequency, at α and at the path's "
           "end.\nWheel: zoom the axis under the pointer. Double click: reset."));
}

void RadialChart::setEnergy(double alpha, const std::vector<float>& energy,
                            const std::vector<float>& whole) {
    m_alpha = alpha;
    m_energy = lineOf(energy);
    setWhole(lineOf(whole));
    update();
}

void RadialChart::setWhole(const QList<QPointF>& whole) {
    if (whole == m_whole->points()) return;
    m_whole->replace(whole);
    double low = 1;
    double high = 10;
    if (!whole.isEmpty()) {
        const auto [least, most] = std::ranges::minmax(whole, {}, &QPointF::y);
        low = std::pow(10, std::floor(std::log10(least.y())) - decadesBelow);
        high = std::pow(10, std::ceil(std::log10(most.y())));
    }
    editPlot().vertical.setWhole(low, std::max(high, 10 * low));
}

void RadialChart::clear() {
    setEnergy(1, {}, {});
}

void RadialChart::dress() {
    m_whole->setPen(QPen(Theme::current().muted, 1, Qt::DashLine));
}

void RadialChart::drawEnergy(QPainter& painter) const {
    painter.save();
    painter.setClipRect(plotRect(), Qt::IntersectClip);
    painter.setPen(curvePen(Theme::current().curveF, Theme::curveWidth));
    painter.drawPolyline(plot().toPixels(m_energy));
    painter.restore();
}

void RadialChart::drawAbove(QPainter& painter) {
    if (m_energy.isEmpty()) return;
    drawEnergy(painter);
    const QRectF row(plotRect().left(), 0, plotRect().width(), radialMargins.top());
    const QString whole = tr("α = 1");
    painter.setPen(Theme::current().muted);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, whole);
    const double room = QFontMetricsF(smallFont()).horizontalAdvance(whole) + 2 * Theme::grid;
    painter.setPen(Theme::current().curveF);
    painter.drawText(row.adjusted(0, 0, -room, 0), Qt::AlignRight | Qt::AlignVCenter,
                     readingAtCursor());
}

QString RadialChart::readingAtCursor() const {
    return tr("α = %1").arg(fixedText(m_alpha, 3));
}

}  // namespace sigscope::ui
