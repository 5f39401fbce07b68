#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace sigscope::ui {

/// A real number in a range: a slider for the hand, a field for the exact value.
class RealField : public QWidget {
    Q_OBJECT

public:
    RealField(double minimum, double maximum, QWidget* parent = nullptr);

    /// Emits nothing.
    void setValue(double value);
    void setUnit(const QString& unit);
    [[nodiscard]] double value() const;

Q_SIGNALS:
    void valueChanged(double value);

private:
    void fitBox();
    void slide(int position);
    void showOnSlider(double value);

    double m_minimum;
    double m_maximum;
    QSlider* m_slider;
    QDoubleSpinBox* m_box;
};

}  // namespace sigscope::ui
