#include "ui/charts/strength_chart.h"

#include <QApplication>
#include <QMouseEvent>
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
constexpr float bandOpacity = 0.25F;

}  // namespace

StrengthChart::StrengthChart(QWidget* parent)
    : Chart(Axis(tr("Component i"), Axis::Scale::Logarithmic),
            Axis(tr("Strength σ/σ₁"), Axis::Scale::Logarithmic), plotMargins, parent) {
    editHorizontal().setWhole(1, 10);
    editVertical().setWhole(0.1, 1);
    setAccessibleName(tr("Singular spectrum"));
    setToolTip(
        tr("The strengths σ_i/σ_1 of the components of x − x', one line for each channel; filled "
           "as far as a component is switched on at α.\nDrag: mark a band of components; its share "
           "of ΣA is shown. Click: none. Wheel: zoom the axis under the pointer. "
           "Double click: reset."));
}

void StrengthChart::setComponents(std::shared_ptr<const PathComponents> components) {
    if (m_components == components) return;
    m_components = std::move(components);
    m_pressed.reset();
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
    drawBand(painter);
    for (const ComponentGroup& group : m_components->groups) drawFill(painter, group);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t channel = 0; channel < m_components->groups.size(); ++channel) {
        painter.setPen(QPen(theme.channels[channel % theme.channels.size()], 1));
        painter.drawPolyline(lineOf(m_components->groups[channel]));
    }
}

QPolygonF StrengthChart::lineOf(const ComponentGroup& group) const {
    QPolygonF line;
    for (const double strength : group.strengths) {
        if (strength < smallestStrength) break;
        line << toPixel(static_cast<double>(line.size() + 1), strength);
    }
    return line;
}

void StrengthChart::drawFill(QPainter& painter, const ComponentGroup& group) const {
    const QPolygonF line = lineOf(group);
    const double ground = plotRect().bottom();
    const auto channels = static_cast<double>(m_components->groups.size());
    painter.setPen(Qt::NoPen);
    // Smoothed edges would show as seams between the components.
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        const double on = m_components->gate(m_alpha, group.strengths[i]);
        if (on <= 0) continue;
        QColor fill = Theme::current().curveSum;
        fill.setAlphaF(static_cast<float>(fillOpacity * on / channels));
        painter.setBrush(fill);
        const QPointF corners[] = {
            line[i], line[i + 1], {line[i + 1].x(), ground}, {line[i].x(), ground}};
        painter.drawConvexPolygon(corners, 4);
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void StrengthChart::drawOver(QPainter& painter) {
    const bool banded = m_band.has_value();
    painter.setPen(banded ? Theme::current().text : Theme::current().muted);
    // The text of a band is long: it may begin where the axis' labels do.
    painter.drawText(QRectF(0, 0, plotRect().right(), plotMargins.top()),
                     Qt::AlignRight | Qt::AlignVCenter, banded ? m_bandText : describe());
}

void StrengthChart::drawBand(QPainter& painter) const {
    if (!m_band) return;
    const QRectF plot = plotRect();
    QColor shade = Theme::current().accent;
    shade.setAlphaF(bandOpacity);
    const double left = toPixel(m_band->first - 0.5, 1).x();
    const double right = toPixel(m_band->last + 0.5, 1).x();
    painter.fillRect(QRectF(QPointF(left, plot.top()), QPointF(right, plot.bottom())), shade);
}

int StrengthChart::count() const {
    std::size_t count = 1;
    for (const ComponentGroup& group : m_components->groups)
        count = std::max(count, group.strengths.size());
    return static_cast<int>(count);
}

int StrengthChart::componentAt(double x) const {
    return std::clamp(static_cast<int>(std::lround(horizontalAt(x))), 1, count());
}

void StrengthChart::clearBand() {
    if (!m_band) return;
    m_band.reset();
    m_bandText.clear();
    update();
    Q_EMIT bandChanged();
}

void StrengthChart::setBandText(const QString& text) {
    m_bandText = text;
    setAccessibleDescription(text);
    update();
}

void StrengthChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !m_components) return;
    m_pressed = event->position().x();
}

void StrengthChart::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) return;
    const auto [from, to] = std::minmax({*m_pressed, event->position().x()});
    const ComponentBand band{componentAt(from), componentAt(to)};
    if (to - from < QApplication::startDragDistance() || band == m_band) return;
    m_band = band;
    update();
    Q_EMIT bandChanged();
}

void StrengthChart::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressed) return;
    const double moved = std::abs(event->position().x() - *m_pressed);
    m_pressed.reset();
    if (moved < QApplication::startDragDistance()) clearBand();
}

}  // namespace sigscope::ui
