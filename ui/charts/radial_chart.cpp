#include "ui/charts/radial_chart.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QMargins plotMargins{56, 24, 16, 36};
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
    : Chart(Axis(tr("Frequency in cycles per pixel")),
            Axis(tr("Energy |F|²"), Axis::Scale::Logarithmic), plotMargins, parent) {
    editHorizontal().setWhole(0, nyquist);
    editVertical().setWhole(1, 10);
    setAccessibleName(tr("Radial energy"));
    setToolTip(
        tr("The mean of |F|² of γ(α) − x' over rings of equal frequency, at α and at the path's "
           "end.\nWheel: zoom the axis under the pointer. Double click: reset."));
}

void RadialChart::setEnergy(double alpha, const std::vector<float>& energy,
                            const std::vector<float>& whole) {
    m_alpha = alpha;
    m_energy = lineOf(energy);
    m_whole = lineOf(whole);
    double low = 1;
    double high = 10;
    if (!m_whole.isEmpty()) {
        const auto [least, most] = std::ranges::minmax(m_whole, {}, &QPointF::y);
        low = std::pow(10, std::floor(std::log10(least.y())) - decadesBelow);
        high = std::pow(10, std::ceil(std::log10(most.y())));
    }
    editVertical().setWhole(low, std::max(high, 10 * low));
    update();
}

void RadialChart::clear() {
    m_energy.clear();
    m_whole.clear();
    update();
}

void RadialChart::drawInside(QPainter& painter) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::current().muted, 1, Qt::DashLine));
    painter.drawPolyline(toPixels(m_whole));
    painter.setPen(QPen(Theme::current().curveF, Theme::curveWidth));
    painter.drawPolyline(toPixels(m_energy));
}

void RadialChart::drawOver(QPainter& painter) {
    if (m_energy.isEmpty()) return;
    const QRectF plot = plotRect();
    const QRectF row(plot.left(), 0, plot.width(), plotMargins.top());
    const QString whole = tr("α = 1");
    painter.setPen(Theme::current().muted);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, whole);
    const double room = QFontMetricsF(smallFont()).horizontalAdvance(whole) + 2 * Theme::grid;
    painter.setPen(Theme::current().curveF);
    painter.drawText(row.adjusted(0, 0, -room, 0), Qt::AlignRight | Qt::AlignVCenter,
                     tr("α = %1").arg(fixedText(m_alpha, 3)));
}

}  // namespace sigscope::ui
