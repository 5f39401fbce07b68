#include "ui/charts/strength_chart.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/api/path_trace.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QMargins plotMargins{56, 20, 16, 36};
constexpr double smallestStrength = 1e-5;  ///< What is below is rounding of float32 pictures.
constexpr double fillOpacity = 0.45;

}  // namespace

StrengthChart::StrengthChart(QWidget* parent)
    : Chart(Axis(tr("Component i"), Axis::Scale::Logarithmic),
            Axis(tr("Strength σ/σ₁"), Axis::Scale::Logarithmic), plotMargins, parent) {
    editHorizontal().setWhole(1, 10);
    editVertical().setWhole(0.1, 1);
    setAccessibleName(tr("Singular spectrum"));
    setToolTip(
        tr("The strengths σ_i/σ_1 of the components of x − x', one line for each channel; filled "
           "as far as a component is switched on at α.\nWheel: zoom the axis under the pointer. "
           "Double click: reset."));
}

void StrengthChart::setComponents(std::shared_ptr<const PathComponents> components) {
    if (m_components == components) return;
    m_components = std::move(components);
    if (m_components && !m_components->groups.empty()) {
        double lowest = 0.1;
        std::size_t count = 2;
        for (const ComponentGroup& group : m_components->groups) {
            count = std::max(count, group.strengths.size());
            for (const double strength : group.strengths)
                if (strength >= smallestStrength) lowest = std::min(lowest, strength);
        }
        editHorizontal().setWhole(0.9, 1.1 * static_cast<double>(count));
        editVertical().setWhole(std::pow(10, std::floor(std::log10(lowest))), 1.25);
    }
    update();
}

void StrengthChart::setAlpha(double alpha) {
    m_alpha = alpha;
    update();
}

QString StrengthChart::describe() const {
    if (!m_components) return {};
    int on = 0;
    int all = 0;
    for (const ComponentGroup& group : m_components->groups)
        for (const double strength : group.strengths) {
            ++all;
            if (m_components->gate(m_alpha, strength) >= 0.5) ++on;
        }
    return tr("%1 of %2 components are on").arg(on).arg(all);
}

void StrengthChart::drawInside(QPainter& painter) {
    if (!m_components) return;
    const Theme& theme = Theme::current();
    const double ground = plotRect().bottom();
    const auto channels = static_cast<double>(m_components->groups.size());
    painter.setPen(Qt::NoPen);
    for (const ComponentGroup& group : m_components->groups)
        for (std::size_t i = 0; i < group.strengths.size(); ++i) {
            const double on = m_components->gate(m_alpha, group.strengths[i]);
            if (on <= 0 || group.strengths[i] < smallestStrength) continue;
            QColor fill = theme.curveSum;
            fill.setAlphaF(static_cast<float>(fillOpacity * on / channels));
            const auto number = static_cast<double>(i + 1);
            const QPointF corner = toPixel(number - 0.5, group.strengths[i]);
            const double right = toPixel(number + 0.5, 1).x();
            painter.fillRect(QRectF(corner, QPointF(right, ground)), fill);
        }
    painter.setBrush(Qt::NoBrush);
    for (std::size_t channel = 0; channel < m_components->groups.size(); ++channel) {
        QPolygonF line;
        const auto& strengths = m_components->groups[channel].strengths;
        for (std::size_t i = 0; i < strengths.size() && strengths[i] >= smallestStrength; ++i)
            line << toPixel(static_cast<double>(i + 1), strengths[i]);
        painter.setPen(QPen(theme.channels[channel % theme.channels.size()], 1));
        painter.drawPolyline(line);
    }
}

void StrengthChart::drawOver(QPainter& painter) {
    painter.setPen(Theme::current().muted);
    const QRectF plot = plotRect();
    painter.drawText(QRectF(plot.left(), 0, plot.width(), plotMargins.top()),
                     Qt::AlignRight | Qt::AlignVCenter, describe());
}

}  // namespace sigscope::ui
