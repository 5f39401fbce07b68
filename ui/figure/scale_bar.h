#pragma once

#include <QPainter>
#include <QRectF>

namespace sigscope::ui {

/// Paints a vertical blue–white–red bar for [−limit, limit] into `bar`, with ticks and their labels
/// to its right and, if the numbers want one, a common power of ten above it.
void paintScaleBar(QPainter& painter, const QRectF& bar, double limit);

}  // namespace sigscope::ui
