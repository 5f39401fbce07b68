#pragma once

#include <QGraphicsItemGroup>
#include <vector>

#include "ui/style/value_text.h"

namespace sigscope::ui {

struct Plot;

/// Grid lines and labels of a logarithmic axis in the scene of a chart. QLogValueAxis writes
/// "1e-05", has lines at whole decades alone, and cannot leave any out.
class LogTicks : public QGraphicsItemGroup {
public:
    LogTicks(Qt::Orientation orientation, QGraphicsItem* chart);

    /// In the colours and the small font of the theme.
    void show(const std::vector<Tick>& ticks, const Plot& plot);

private:
    void addLine(const QLineF& line);
    void addLabel(const QString& text, const QPointF& at);

    Qt::Orientation m_orientation;
};

}  // namespace sigscope::ui
