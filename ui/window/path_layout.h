#pragma once

#include <QRect>

class QLabel;

namespace sigscope::ui {

class AlphaSlider;
class PathChart;
class PathPanes;
class SideCharts;
class TransportBar;

/// Where the parts of the Path view lie: the panes as large as the width lets them be, below them
/// the charts beside each other, then scrubber and transport, which share α's axis with the chart.
class PathLayout {
public:
    struct Parts {
        PathPanes& panes;
        PathChart& chart;
        SideCharts& side;
        AlphaSlider& slider;
        TransportBar& transport;
        QLabel& sentence;
        QLabel& noPath;
    };

    /// What lies below the panes of a method without a path.
    enum class Still {
        Alone,    ///< The sentence.
        Moments,  ///< Scrubber and transport too.
    };

    /// All outlive this.
    explicit PathLayout(const Parts& parts) : m_parts(parts) {}

    /// Of a method with a path.
    void arrange(const QRect& page) const;
    /// Without charts.
    void arrangeStill(const QRect& page, Still still) const;

private:
    /// Heights of what lies below the charts, in px.
    struct Rows {
        int slider = 0;     ///< With the transport beside it, where that fits.
        int transport = 0;  ///< A row of its own; 0 where it lies beside the slider.
        int sentence = 0;

        [[nodiscard]] int height() const;
    };

    [[nodiscard]] Rows rowsFor(int width) const;
    /// `main` is the width of the chart of f.
    void arrangeRows(const Rows& rows, const QRect& inside, int main) const;

    Parts m_parts;
};

}  // namespace sigscope::ui
