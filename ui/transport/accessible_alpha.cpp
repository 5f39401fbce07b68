#include "ui/transport/accessible_alpha.h"

#include <QAccessibleWidget>

#include "ui/transport/alpha_slider.h"

namespace sigscope::ui {

namespace {

class AccessibleAlpha final : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit AccessibleAlpha(AlphaSlider& slider)
        : QAccessibleWidget(&slider, QAccessible::Slider), m_slider(slider) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    [[nodiscard]] QVariant currentValue() const override { return m_slider.alpha(); }
    void setCurrentValue(const QVariant& value) override {
        Q_EMIT m_slider.alphaDragged(value.toDouble(), Qt::NoModifier);
    }
    [[nodiscard]] QVariant maximumValue() const override { return 1.0; }
    [[nodiscard]] QVariant minimumValue() const override { return 0.0; }
    [[nodiscard]] QVariant minimumStepSize() const override { return 0.001; }

private:
    AlphaSlider& m_slider;
};

QAccessibleInterface* accessibleAlpha(const QString&, QObject* object) {
    auto* slider = qobject_cast<AlphaSlider*>(object);
    return slider == nullptr ? nullptr : new AccessibleAlpha(*slider);
}

}  // namespace

void makeAlphaAccessible() {
    // Qt takes the same one once.
    QAccessible::installFactory(&accessibleAlpha);
}

}  // namespace sigscope::ui
