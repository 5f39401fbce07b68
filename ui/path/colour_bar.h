#pragma once

#include <QWidget>

#include "ui/colour/colour_map.h"

namespace sigscope::ui {

/// The colour scale of a map, lying under it, with its ends and middle in figures.
class ColourBar : public QWidget {
    Q_OBJECT

public:
    explicit ColourBar(ColourMap map, QWidget* parent = nullptr);

    /// `low` < `high`; anything else empties the bar.
    void setRange(double low, double high);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColourMap m_map;
    double m_low = 0;
    double m_high = 0;
};

}  // namespace sigscope::ui
