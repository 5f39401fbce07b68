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
        if (kind == QAccessible::Value) return m_view.reading();
        const QString own = QAccessibleWidget::text(kind);
        if (kind != QAccessible::Description) return own;
        // Readers on Unix (AT-SPI) are told no values in words: they hear it before the help.
        QStringList parts{m_view.reading(), own};
        parts.removeAll(QString());
        return parts.join(QLatin1Char('\n'));
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
