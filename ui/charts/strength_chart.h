#pragma once

#include <memory>

#include "ui/charts/chart.h"

namespace sigscope {
struct PathComponents;
}

namespace sigscope::ui {

/// The singular spectrum, r_i = σ_i/σ_1 of each channel against i, filled as far as each component
/// is switched on at the current α.
class StrengthChart : public Chart {
    Q_OBJECT

public:
    explicit StrengthChart(QWidget* parent = nullptr);

    void setComponents(std::shared_ptr<const PathComponents> components);
    void setAlpha(double alpha);

    /// How many components of all channels are on by more than half, and how many there are.
    [[nodiscard]] QString describe() const;

protected:
    void drawInside(QPainter& painter) override;
    void drawOver(QPainter& painter) override;

private:
    std::shared_ptr<const PathComponents> m_components;
    double m_alpha = 1;
};

}  // namespace sigscope::ui
