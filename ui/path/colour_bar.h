#pragma once

#include <QWidget>

#include "ui/render/colour_map.h"

namespace sigscope::ui {

/// The colour scale of a map, lying under it, with its ends and middle in figures. A click, Space
/// or Enter asks to change it.
class ColourBar : public QWidget {
    Q_OBJECT

public:
    explicit ColourBar(QWidget* parent = nullptr);

    /// `low` < `high`; anything else empties the bar.
    void setScale(ColourMap map, double low, double high);

    [[nodiscard]] bool empty() const { return !(m_high > m_low); }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    [[nodiscard]] ColourMap map() const { return m_map; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void activated();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    ColourMap m_map = ColourMap::Magma;
    double m_low = 0;
    double m_high = 0;
};

}  // namespace sigscope::ui
