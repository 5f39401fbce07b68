#pragma once

#include <memory>

#include "ui/charts/alpha_chart.h"

namespace sigscope {
struct PathComponents;
}

namespace sigscope::ui {

/// s_i(α) of the components 1, 2, 4, 8, … of each channel, numbered where they are half on.
class GateChart : public AlphaChart {
    Q_OBJECT

public:
    explicit GateChart(QWidget* parent = nullptr);

    void setComponents(std::shared_ptr<const PathComponents> components);

protected:
    void drawInside(QPainter& painter) override;
    void drawOver(QPainter& painter) override;

private:
    /// The gates of one rank: one line for each channel.
    struct Rank {
        int number = 1;
        double shade = 0;  ///< 0 for the first of all ranks, 1 for the last.
        std::vector<QList<QPointF>> lines;
        double halfOn = 1;  ///< The α at which the first channel's is at 0.5.
    };

    std::vector<Rank> m_ranks;
};

}  // namespace sigscope::ui
