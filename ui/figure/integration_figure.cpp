#include "ui/figure/integration_figure.h"

#include <QBuffer>
#include <QImageWriter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

#include "engine/api/whole_file.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr QSize panelSize(400, 316);
constexpr QRectF plot(62, 36, 326, 224);

struct Range {
    double low;
    double high;
    [[nodiscard]] double shareOf(double value) const {
        return std::log(value / low) / std::log(high / low);
    }
};

constexpr Range evaluationRange{7, 300};
constexpr Range errorRange{0.002, 1};

QPointF placeOf(double evaluations, double error) {
    const double bounded = std::clamp(error, errorRange.low, errorRange.high);
    return {plot.left() + plot.width() * evaluationRange.shareOf(evaluations),
            plot.bottom() - plot.height() * errorRange.shareOf(bounded)};
}

QColor colourOf(NodeRule rule) {
    const Theme& theme = Theme::current();
    if (rule == NodeRule::Bisection) return theme.accent;
    return rule == NodeRule::Dyadic ? theme.muted : theme.error;
}

QString titleOf(NodeRule rule) {
    if (rule == NodeRule::Bisection) return QStringLiteral("bisection (default)");
    return rule == NodeRule::Dyadic ? QStringLiteral("trapezoid, even nodes")
                                    : QStringLiteral("published rule, 200");
}

void paintMark(QPainter& painter, NodeRule rule, const QPointF& at) {
    painter.setPen(QPen(colourOf(rule), 2));
    painter.drawLine(at + QPointF(-4, -4), at + QPointF(4, 4));
    painter.drawLine(at + QPointF(-4, 4), at + QPointF(4, -4));
}

QByteArray svgBytes(const IntegrationFigure& figure) {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(figure.size());
    generator.setViewBox(QRect(QPoint(0, 0), figure.size()));
    QPainter painter(&generator);
    figure.paint(painter);
    painter.end();
    return buffer.data();
}

QByteArray pngBytes(const IntegrationFigure& figure) {
    constexpr int scale = 2;
    QImage image(scale * figure.size(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    figure.paint(painter);
    painter.end();
    QBuffer buffer;
    QImageWriter(&buffer, "png").write(image);
    return buffer.data();
}

}  // namespace

IntegrationFigure::IntegrationFigure(const IntegrationBenchmark& benchmark) {
    for (const CaseGroup& group : groupsOf(benchmark)) m_panels.push_back(panelOf(group));
}

IntegrationFigure::Panel IntegrationFigure::panelOf(const CaseGroup& group) {
    Panel panel;
    panel.title =
        QStringLiteral("%1, %2: %3 photographs")
            .arg(QString::fromStdString(group.method), QString::fromStdString(group.objective))
            .arg(group.cases.size());
    for (const NodeRule rule : {NodeRule::Dyadic, NodeRule::Bisection, NodeRule::Published})
        panel.curves.push_back(errorCurve(group.cases, rule));
    return panel;
}

QSize IntegrationFigure::size() const {
    return {panelSize.width() * std::max(static_cast<int>(m_panels.size()), 1),
            panelSize.height() + 28};
}

void IntegrationFigure::paint(QPainter& painter) const {
    painter.fillRect(QRect(QPoint(0, 0), size()), Theme::current().field);
    painter.save();
    for (const Panel& panel : m_panels) {
        paintPanel(painter, panel);
        painter.translate(panelSize.width(), 0);
    }
    painter.restore();
    paintLegend(painter);
}

void IntegrationFigure::paintPanel(QPainter& painter, const Panel& panel) const {
    const Theme& theme = Theme::current();
    painter.setFont(bodyFont());
    painter.setPen(theme.text);
    painter.drawText(QRectF(plot.left(), 6, plot.width(), 24), Qt::AlignLeft | Qt::AlignVCenter,
                     panel.title);
    paintGrid(painter);
    for (const ErrorCurve& curve : panel.curves) paintCurve(painter, curve);
}

void IntegrationFigure::paintGrid(QPainter& painter) const {
    const Theme& theme = Theme::current();
    painter.setFont(smallFont());
    for (const int evaluations : {8, 16, 32, 64, 128, 256}) {
        const double x = placeOf(evaluations, errorRange.low).x();
        painter.setPen(QPen(theme.gridLine, 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x - 24, plot.bottom() + 4, 48, 16), Qt::AlignCenter,
                         QString::number(evaluations));
    }
    for (const double error : {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5}) {
        const double y = placeOf(evaluationRange.low, error).y();
        painter.setPen(QPen(theme.gridLine, 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(0, y - 8, plot.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("%1 %").arg(100 * error));
    }
    painter.drawText(QRectF(plot.left(), plot.bottom() + 22, plot.width(), 16), Qt::AlignCenter,
                     QStringLiteral("gradients"));
    painter.save();
    painter.translate(14, plot.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-100, -8, 200, 16), Qt::AlignCenter,
                     QStringLiteral("error of the map"));
    painter.restore();
}

void IntegrationFigure::paintCurve(QPainter& painter, const ErrorCurve& curve) {
    QPolygonF line;
    QPolygonF band;
    for (const ErrorCurve::Point& point : curve.points) {
        line << placeOf(point.evaluations, point.median);
        band << placeOf(point.evaluations, point.high);
    }
    for (auto point = curve.points.rbegin(); point != curve.points.rend(); ++point)
        band << placeOf(point->evaluations, point->low);
    if (line.size() == 1) return paintMark(painter, curve.rule, line.front());
    if (curve.rule == NodeRule::Bisection) {
        QColor light = colourOf(curve.rule);
        light.setAlphaF(0.15F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(light);
        painter.drawPolygon(band);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colourOf(curve.rule), Theme::curveWidth));
    painter.drawPolyline(line);
}

void IntegrationFigure::paintLegend(QPainter& painter) const {
    painter.setFont(smallFont());
    double x = plot.left();
    const double y = panelSize.height() + 8;
    for (const NodeRule rule : {NodeRule::Bisection, NodeRule::Dyadic, NodeRule::Published}) {
        painter.setPen(QPen(colourOf(rule), 2));
        if (rule == NodeRule::Published)
            paintMark(painter, rule, {x + 10, y});
        else
            painter.drawLine(QPointF(x, y), QPointF(x + 20, y));
        painter.setPen(Theme::current().text);
        const QString title = titleOf(rule);
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(title);
        painter.drawText(QRectF(x + 26, y - 8, width + 4, 16), Qt::AlignLeft | Qt::AlignVCenter,
                         title);
        x += 26 + width + 24;
    }
}

Outcome<Done> writeIntegrationFigure(const std::filesystem::path& file,
                                     const IntegrationBenchmark& benchmark) {
    const IntegrationFigure figure(benchmark);
    const QByteArray bytes = file.extension() == ".svg" ? svgBytes(figure) : pngBytes(figure);
    return writeWholeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace sigscope::ui
