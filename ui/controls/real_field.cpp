#include "ui/controls/real_field.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "ui/style/theme.h"

namespace sigscope::ui {

namespace {

constexpr int sliderSteps = 100;

/// Two decimals more than the slider's step has.
int decimalsFor(double range) {
    return std::clamp(2 - static_cast<int>(std::floor(std::log10(range) + 1e-9)), 0, 8);
}

/// As many as a small value needs: 5e-5 must not read 0.
int decimalsOf(double value) {
    if (value == 0) return 0;
    return std::clamp(1 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 0, 8);
}

}  // namespace

RealField::RealField(double minimum, double maximum, QWidget* parent)
    : QWidget(parent),
      m_minimum(minimum),
      m_maximum(maximum),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_box(new QDoubleSpinBox(this)) {
    const double range = std::max(maximum - minimum, 1e-9);
    m_slider->setRange(0, sliderSteps);
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_slider->setMinimumWidth(6 * Theme::grid);
    m_box->setDecimals(decimalsFor(range));
    m_box->setRange(minimum, maximum);
    m_box->setSingleStep(range / 20);
    m_box->setKeyboardTracking(false);
    fitBox();
    setFocusProxy(m_box);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_box);
    connect(m_slider, &QSlider::valueChanged, this, &RealField::slide);
    connect(m_box, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        showOnSlider(value);
        Q_EMIT valueChanged(value);
    });
}

void RealField::setValue(double value) {
    const QSignalBlocker blocker(m_box);
    m_box->setDecimals(std::max(m_box->decimals(), decimalsOf(value)));
    fitBox();
    m_box->setValue(value);
    showOnSlider(value);
}

void RealField::fitBox() {
    // Fields below each other are alike, but for one that needs more digits.
    m_box->setFixedWidth(std::max(9 * Theme::grid, m_box->sizeHint().width()));
}

void RealField::setUnit(const QString& unit) {
    if (!unit.isEmpty()) m_box->setSuffix(QLatin1Char(' ') + unit);
}

double RealField::value() const {
    return m_box->value();
}

void RealField::slide(int position) {
    m_box->setValue(m_minimum + (m_maximum - m_minimum) * position / sliderSteps);
}

void RealField::showOnSlider(double value) {
    const QSignalBlocker blocker(m_slider);
    const double share = (value - m_minimum) / std::max(m_maximum - m_minimum, 1e-9);
    m_slider->setValue(static_cast<int>(std::lround(share * sliderSteps)));
}

}  // namespace sigscope::ui
