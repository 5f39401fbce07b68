#pragma once

#include <QWidget>
#include <memory>

class QButtonGroup;
class QLabel;
class QStackedWidget;

namespace sigscope {
struct PathComponents;
}

namespace sigscope::ui {

class GateChart;
struct PathFrame;
class RadialChart;
class StrengthChart;

/// The card beside the chart of f: the gates with the singular spectrum, or the radial energy.
class SideCharts : public QWidget {
    Q_OBJECT

public:
    explicit SideCharts(QWidget* parent = nullptr);

    /// Null where the method switches nothing on; the card says so.
    void setComponents(const std::shared_ptr<const PathComponents>& components);
    void setAlpha(double alpha);
    void showFrame(const PathFrame& frame);

    /// Nothing is known of a path yet.
    void clear();

    [[nodiscard]] GateChart& gates() { return *m_gates; }
    [[nodiscard]] StrengthChart& strengths() { return *m_strengths; }
    [[nodiscard]] RadialChart& radial() { return *m_radial; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* addSwitch();

    GateChart* m_gates;
    StrengthChart* m_strengths;
    RadialChart* m_radial;
    QButtonGroup* m_switch;
    QStackedWidget* m_stack;
};

}  // namespace sigscope::ui
