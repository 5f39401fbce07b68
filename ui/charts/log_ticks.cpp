#include "ui/charts/log_ticks.h"

#include <QBrush>
#include <QPen>

#include "ui/charts/plot.h"
#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr double belowSeries = 1;  ///< Qt Charts' own grid is at 2, series are at 4.
constexpr double labelGap = 5;     ///< As far as Qt Charts' labels are from the plot.

}  // namespace

LogTicks::LogTicks(Qt::Orientation orientation, QGraphicsItem* chart)
    : QGraphicsItemGroup(chart), m_orientation(orientation) {
    setZValue(belowSeries);
}

void LogTicks::show(const std::vector<Tick>& ticks, const Plot& plot) {
    qDeleteAll(childItems());
    const QRectF& area = plot.area;
    const bool horizontal = m_orientation == Qt::Horizontal;
    // The ends too, as Qt Charts draws them of other axes.
    addLine(horizontal ? QLineF(area.topLeft(), area.bottomLeft())
                       : QLineF(area.bottomLeft(), area.bottomRight()));
    addLine(horizontal ? QLineF(area.topRight(), area.bottomRight())
                       : QLineF(area.topLeft(), area.topRight()));
    for (const Tick& tick : ticks) {
        const QPointF at = horizontal ? QPointF(plot.toPixel(tick.value, 1).x(), area.bottom())
                                      : QPointF(area.left(), plot.toPixel(1, tick.value).y());
        addLine({at, horizontal ? QPointF(at.x(), area.top()) : QPointF(area.right(), at.y())});
        addLabel(tick.text, at);
    }
}

void LogTicks::addLine(const QLineF& line) {
    auto* item = new QGraphicsLineItem(line, this);
    item->setPen(QPen(Theme::current().gridLine, 1));
}

void LogTicks::addLabel(const QString& text, const QPointF& at) {
    auto* item = new QGraphicsSimpleTextItem(text, this);
    item->setFont(smallFont());
    item->setBrush(Theme::current().muted);
    const QSizeF size = item->boundingRect().size();
    item->setPos(m_orientation == Qt::Horizontal
                     ? at + QPointF(-size.width() / 2, labelGap)
                     : at - QPointF(size.width() + labelGap, size.height() / 2));
}

}  // namespace sigscope::ui
