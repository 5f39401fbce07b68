#include "ui/charts/accessible_plot.h"

#include <QAccessibleWidget>

#include "ui/charts/plot_view.h"

namespace sigscope::ui {

namespace {

class AccessiblePlot final : public QAccessibleWidget {
public:
    explicit AccessiblePlot(PlotView& view)
        : QAccessibleWidget(&view, QAccessible::Chart), m_view(view) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? m_view.reading() : QAccessibleWidget::text(kind);
    }

private:
    PlotView& m_view;
};

QAccessibleInterface* accessiblePlot(const QString&, QObject* object) {
    auto* view = qobject_cast<PlotView*>(object);
    return view == nullptr ? nullptr : new AccessiblePlot(*view);
}

}  // namespace

void makePlotsAccessible() {
    // Qt takes the same one once.
    QAccessible::installFactory(&accessiblePlot);
}

}  // namespace sigscope::ui
