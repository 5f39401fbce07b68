#include "ui/charts/tick_axis.h"

#include "ui/style/theme.h"
#include "ui/style/value_text.h"

namespace sigscope::ui {

TickAxis::TickAxis(const QString& title, QObject* parent) : QCategoryAxis(parent) {
    const Theme& theme = Theme::current();
    setLabelsPosition(AxisLabelsPositionOnValue);
    setTitleText(title);
    setTitleFont(smallFont());
    setTitleBrush(theme.muted);
    setLabelsFont(smallFont());
    setLabelsColor(theme.muted);
    setLinePen(QPen(theme.line, 1));
    QColor grid = theme.line;
    grid.setAlphaF(0.5F);
    setGridLinePen(QPen(grid, 1));
}

void TickAxis::show(double low, double high, int wanted) {
    // The chart lays an axis without any label out wrongly.
    const std::vector<Tick> ticks =
        wanted > 0 ? niceTicks(low, high, wanted) : std::vector<Tick>{{0, QStringLiteral("0")}};
    const bool same = min() == low && max() == high;
    if (same && count() == static_cast<int>(ticks.size())) return;
    for (const QString& label : categoriesLabels()) remove(label);
    setRange(low, high);
    setStartValue(low);
    for (const Tick& tick : ticks) append(tick.text, tick.value);
}

}  // namespace sigscope::ui
