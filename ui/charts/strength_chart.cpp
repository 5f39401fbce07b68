#include "ui/charts/strength_chart.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QMargins strengthMargins{56, 20, 16, 40};
constexpr double smallestStrength = 1e-5;  ///< What is below is rounding of float32 pictures.
constexpr double rounding = 1e-6;          ///< Of gates.
constexpr double fillOpacity = 0.45;
constexpr float bandOpacity = 0.25F;
constexpr int firstKeyBand = 8;  ///< Components that a key marks first.

/// r_i against i.
QList<QPointF> lineOf(const ComponentGroup& group) {
    QList<QPointF> line;
    for (const double strength : group.strengths) {
        if (strength < smallestStrength) break;
        line.append({static_cast<double>(line.size() + 1), strength});
    }
    return line;
}

}  // namespace

StrengthChart::StrengthChart(QWidget* parent)
    : PlotView(Axis(tr("Component i"), Axis::Scale::Logarithmic),
               Axis(tr("σ/σ₁"), Axis::Scale::Logarithmic), strengthMargins, parent) {
    editPlot().horizontal.setWhole(1, 10);
    editPlot().vertical.setWhole(0.1, 1);
    setAccessibleName(tr("Singular spectrum"));
    setToolTip(tr(
        "The strengths σ_i/σ_1 of the components of x − x', one line for each channel; filled "
        "as far as a component is switched on at α.\nDrag: mark a band of components; what they "
        "alone make, what they earned and their share of ΣA are shown. Click: none. ↑ ↓: move the "
        "band, with Shift its end; Del: none. Wheel: zoom the axis under the pointer. Double "
        "click: reset."));
}

void StrengthChart::setComponents(std::shared_ptr<const PathComponents> components) {
    if (m_components == components) return;
    m_components = std::move(components);
    m_pressed.reset();
    m_lines.clear();
    chart().removeAllSeries();
    chartChanged();
    if (m_components && !m_components->groups.empty()) showComponents();
}

void StrengthChart::showComponents() {
    double lowest = 0.1;
    for (const ComponentGroup& group : m_components->groups) {
        const QList<QPointF> line = lineOf(group);
        if (!line.isEmpty()) lowest = std::min(lowest, line.back().y());
        m_lines.push_back(chart().addLine());
        m_lines.back()->replace(line);
    }
    editPlot().horizontal.setWhole(0.9, 1.1 * std::max(2, count()));
    editPlot().vertical.setWhole(std::pow(10, std::floor(std::log10(lowest))), 1.25);
}

void StrengthChart::setAlpha(double alpha) {
    m_alpha = alpha;
    update();
}

QString StrengthChart::describe() const {
    if (!m_components) return {};
    int on = 0;
    int partly = 0;
    int all = 0;
    for (const ComponentGroup& group : m_components->groups)
        for (const double strength : group.strengths) {
            ++all;
            const double gate = m_components->gate(m_alpha, strength);
            if (gate >= 1 - rounding)
                ++on;
            else if (gate > rounding)
                ++partly;
        }
    const QString text = tr("%1 of %2 components on").arg(on).arg(all);
    return partly == 0 ? text : text + tr(", %1 in part").arg(partly);
}

void StrengthChart::dress() {
    const Theme& theme = Theme::current();
    for (std::size_t channel = 0; channel < m_lines.size(); ++channel)
        m_lines[channel]->setPen(curvePen(theme.channels[channel % theme.channels.size()], 1));
}

void StrengthChart::drawBelow(QPainter& painter) {
    if (!m_components) return;
    drawBand(painter);
    for (std::size_t channel = 0; channel < m_lines.size(); ++channel)
        drawFill(painter, m_components->groups[channel],
                 plot().toPixels(m_lines[channel]->points()));
}

void StrengthChart::drawFill(QPainter& painter, const ComponentGroup& group,
                             const QPolygonF& line) const {
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

void StrengthChart::drawAbove(QPainter& painter) {
    painter.setPen(m_band ? Theme::current().text : Theme::current().muted);
    // The text of a band is long: it may begin where the axis' labels do.
    painter.drawText(QRectF(0, 0, plotRect().right(), strengthMargins.top()),
                     Qt::AlignRight | Qt::AlignVCenter, readingAtCursor());
}

QString StrengthChart::readingAtCursor() const {
    return m_band ? m_bandText : describe();
}

void StrengthChart::drawBand(QPainter& painter) const {
    if (!m_band) return;
    QColor shade = Theme::current().accent;
    shade.setAlphaF(bandOpacity);
    const double left = plot().toPixel(m_band->first - 0.5, 1).x();
    const double right = plot().toPixel(m_band->last + 0.5, 1).x();
    painter.fillRect(QRectF(left, plotRect().top(), right - left, plotRect().height()), shade);
}

int StrengthChart::count() const {
    std::size_t count = 1;
    for (const ComponentGroup& group : m_components->groups)
        count = std::max(count, group.strengths.size());
    return static_cast<int>(count);
}

int StrengthChart::componentAt(double x) const {
    return std::clamp(static_cast<int>(std::lround(plot().horizontalAt(x))), 1, count());
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
    setBand(band);
}

void StrengthChart::setBand(ComponentBand band) {
    if (band == m_band) return;
    m_band = band;
    update();
    Q_EMIT bandChanged();
}

void StrengthChart::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const bool removes = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete;
    if (!m_components || (step == 0 && !removes)) return PlotView::keyPressEvent(event);
    if (removes) return clearBand();
    if (!m_band) return setBand({1, std::min(firstKeyBand, count())});
    const int width = m_band->last - m_band->first;
    if (event->modifiers() & Qt::ShiftModifier)
        return setBand({m_band->first, std::clamp(m_band->last + step, m_band->first, count())});
    const int first = std::clamp(m_band->first + step, 1, count() - width);
    setBand({first, first + width});
}

void StrengthChart::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressed) return;
    const double moved = std::abs(event->position().x() - *m_pressed);
    m_pressed.reset();
    if (moved < QApplication::startDragDistance()) clearBand();
}

}  // namespace sigscope::ui
