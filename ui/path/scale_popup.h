#pragma once

#include <QFrame>
#include <optional>

#include "ui/render/map_display.h"

class QButtonGroup;
class QDoubleSpinBox;
class QVBoxLayout;

namespace sigscope::ui {

class LimitField;

/// Under a colour bar, until one clicks elsewhere: the scale's limit, typed or by percentile;
/// signed or absolute maps; what they are drawn as, and how smooth; the colours of magnitudes.
/// Every change takes effect at once.
class ScalePopup : public QFrame {
    Q_OBJECT

public:
    /// `limit` is the one of `display` that the bar belongs to; `shown` is its value now.
    ScalePopup(const MapDisplay& display, std::optional<double> MapDisplay::*limit, double shown,
               QWidget* parent);

    void showUnder(QWidget& bar);

Q_SIGNALS:
    void displayChanged(const sigscope::ui::MapDisplay& display);

private:
    struct Option {
        QString title;
        QString help;
        const char* name;
    };

    struct Range {
        double low;
        double high;
        double step;
        QString suffix;
    };

    [[nodiscard]] QDoubleSpinBox* addNumber(QVBoxLayout& layout, const Option& option,
                                            const Range& range, double value);
    void addView(QVBoxLayout& layout);
    void enableView();
    void addLimit(QVBoxLayout& layout, double shown);
    void addPercentile(QVBoxLayout& layout);
    QButtonGroup* addSwitch(QVBoxLayout& layout, const QString& label, const Option& first,
                            const Option& second, int chosen);
    void enableColours();
    void announce();

    MapDisplay m_display;
    std::optional<double> MapDisplay::*m_limit;
    LimitField* m_field = nullptr;
    QDoubleSpinBox* m_percentile = nullptr;
    QDoubleSpinBox* m_opacity = nullptr;
    QDoubleSpinBox* m_topShare = nullptr;
    QDoubleSpinBox* m_smoothing = nullptr;
    QButtonGroup* m_colours = nullptr;
};

}  // namespace sigscope::ui
