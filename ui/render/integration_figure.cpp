#include "ui/render/integration_figure.h"

#include <QAreaSeries>
#include <QGraphicsLayout>
#include <QLegendMarker>
#include <QLineSeries>
#include <QPainter>
#include <QScatterSeries>
#include <algorithm>
#include <utility>

#include "ui/charts/plot_chart.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr double chartTop = 8;
constexpr QSizeF chartSize(400, 296);
constexpr QRectF plotArea(62, 28, 326, 224);
constexpr double legendHeight = 40;  ///< The least that Qt Charts gives it.
constexpr double legendMargin = 9;   ///< Of Qt Charts, left of the first marker.
constexpr double leastError = 0.002;
constexpr double mostError = 1;
constexpr double markerSize = 9;
constexpr float bandOpacity = 0.15F;

/// Both axes are logarithmic, with ticks that are read off easily.
Plot plotOf() {
    Axis gradients(QStringLiteral("gradients"), Axis::Scale::Logarithmic);
    gradients.setWhole(7, 300);
    std::vector<Tick> ticks;
    for (const int count : {8, 16, 32, 64, 128, 256})
        ticks.push_back({1.0 * count, QString::number(count)});
    gradients.setTicks(std::exchange(ticks, {}));
    Axis errors(QStringLiteral("error of the map"), Axis::Scale::Logarithmic);
    errors.setWhole(leastError, mostError);
    for (const double error : {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5})
        ticks.push_back({error, QStringLiteral("%1 %").arg(100 * error)});
    errors.setTicks(std::move(ticks));
    return {std::move(gradients), std::move(errors), plotArea};
}

QColor colourOf(NodeRule rule) {
    const Theme& theme = Theme::current();
    if (rule == NodeRule::Bisection) return theme.accent;
    return rule == NodeRule::Dyadic ? theme.muted : theme.error;
}

QString titleOf(NodeRule rule) {
    if (rule == NodeRule::Bisection) return QStringLiteral("bisection");
    return rule == NodeRule::Dyadic ? QStringLiteral("even nodes")
                                    : QStringLiteral("published rule");
}

/// That quartile of all points; what is beyond the axis, on its end.
QList<QPointF> lineOf(const ErrorCurve& curve, double ErrorCurve::Point::*quartile) {
    QList<QPointF> line;
    for (const ErrorCurve::Point& point : curve.points)
        line.append({point.evaluations, std::clamp(point.*quartile, leastError, mostError)});
    return line;
}

void addBand(PlotChart& chart, const ErrorCurve& curve) {
    QColor light = colourOf(curve.rule);
    light.setAlphaF(bandOpacity);
    QAreaSeries* band = chart.addArea();
    band->upperSeries()->replace(lineOf(curve, &ErrorCurve::Point::high));
    band->lowerSeries()->replace(lineOf(curve, &ErrorCurve::Point::low));
    band->setPen(Qt::NoPen);
    band->setBrush(light);
}

void addCurve(PlotChart& chart, const ErrorCurve& curve) {
    if (curve.rule == NodeRule::Bisection) addBand(chart, curve);
    QLineSeries* line = chart.addLine();
    line->replace(lineOf(curve, &ErrorCurve::Point::median));
    line->setPen(curvePen(colourOf(curve.rule), Theme::curveWidth));
    line->setPointsVisible(curve.points.size() == 1);
    line->setName(titleOf(curve.rule));
}

/// A curve of one number of gradients.
void addMark(PlotChart& chart, const ErrorCurve& curve) {
    auto* mark = new QScatterSeries(&chart);
    mark->append(lineOf(curve, &ErrorCurve::Point::median));
    mark->setMarkerShape(QScatterSeries::MarkerShapeRotatedRectangle);
    mark->setMarkerSize(markerSize);
    mark->setColor(colourOf(curve.rule));
    mark->setBorderColor(Theme::current().field);
    mark->setName(titleOf(curve.rule));
    chart.add(mark);
}

}  // namespace

IntegrationFigure::IntegrationFigure(const IntegrationBenchmark& benchmark) {
    m_scene.setBackgroundBrush(Theme::current().field);
    for (const CaseGroup& group : groupsOf(benchmark)) addChart(group);
    if (!m_charts.empty()) addLegend();
}

void IntegrationFigure::addChart(const CaseGroup& group) {
    const Plot plot = plotOf();
    auto* chart = new PlotChart(plot.horizontal, plot.vertical);
    m_scene.addItem(chart);
    chart->setPos(chartSize.width() * static_cast<double>(m_charts.size()), chartTop);
    m_charts.push_back(chart);
    const QString title =
        QStringLiteral("%1, %2: %3 photographs")
            .arg(QString::fromStdString(group.method), QString::fromStdString(group.objective))
            .arg(group.cases.size());
    chart->setTitle(title.toHtmlEscaped());
    chart->setTitleFont(bodyFont());
    chart->setTitleBrush(Theme::current().text);
    for (const NodeRule rule : {NodeRule::Dyadic, NodeRule::Bisection})
        addCurve(*chart, errorCurve(group.cases, rule));
    addMark(*chart, errorCurve(group.cases, NodeRule::Published));
    chart->arrange(plot, chartSize);
}

void IntegrationFigure::addLegend() {
    // One for all charts, below them: the first one's.
    QLegend* legend = m_charts.front()->legend();
    legend->setFont(smallFont());
    legend->setLabelColor(Theme::current().text);
    legend->setMarkerShape(QLegend::MarkerShapeFromSeries);
    for (QLegendMarker* marker : legend->markers())
        marker->setVisible(!marker->series()->name().isEmpty());
    legend->show();
    legend->detachFromChart();
    const double left = plotArea.left() - legendMargin;
    legend->setGeometry(left, chartSize.height(), size().width() - left, legendHeight);
    // Markers get their places here and not with the next turn of an event loop.
    legend->layout()->invalidate();
    legend->layout()->activate();
}

QSize IntegrationFigure::size() const {
    const auto columns = static_cast<double>(std::max<std::size_t>(m_charts.size(), 1));
    return QSizeF(chartSize.width() * columns, chartTop + chartSize.height() + legendHeight)
        .toSize();
}

Drawing IntegrationFigure::drawing() {
    return {size(), [this](QPainter& painter) {
                painter.setRenderHint(QPainter::Antialiasing);
                const QRectF all(QPointF(0, 0), QSizeF(size()));
                m_scene.render(&painter, all, all);
            }};
}

Outcome<Done> writeIntegrationFigure(const std::filesystem::path& file,
                                     const IntegrationBenchmark& benchmark) {
    IntegrationFigure figure(benchmark);
    return writeDrawing(file, figure.drawing(), "Error of the map against gradients");
}

}  // namespace sigscope::ui
