#pragma once

#include <QWidget>
#include <vector>

namespace sigscope::ui {

/// The scrubber: α from left to right, the nodes as ticks. It lies under the chart and shows the
/// same range of α between the same margins, so that the cursor is one line through both.
class AlphaSlider : public QWidget {
    Q_OBJECT

public:
    explicit AlphaSlider(QWidget* parent = nullptr);

    void setAlpha(double alpha);
    void setNodes(std::vector<double> nodes);
    void setRange(double low, double high);

    /// Where the track begins and ends, in px of this widget.
    void setTrack(double left, double right);

    [[nodiscard]] double alpha() const { return m_alpha; }
    [[nodiscard]] double positionOf(double alpha) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// With Shift it snaps to nodes.
    void alphaDragged(double alpha, Qt::KeyboardModifiers modifiers);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void drag(const QMouseEvent& event);

    std::vector<double> m_nodes;
    double m_alpha = 1;
    double m_low = 0;
    double m_high = 1;
    double m_left = 0;
    double m_right = 1;
};

}  // namespace sigscope::ui
