#pragma once

#include <memory>
#include <vector>

#include "ui/charts/alpha_chart.h"

class QLineSeries;

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
    void dress() override;
    void drawAbove(QPainter& painter) override;

private:
    /// The gates of one rank: one line for each channel.
    struct Rank {
        int number = 1;
        double shade = 0;  ///< 0 for the first of all ranks, 1 for the last.
        std::vector<QLineSeries*> lines;
        double halfOn = 1;  ///< The α at which the first channel's is at 0.5.
    };

    void addRank(const PathComponents& components, std::size_t number);

    std::shared_ptr<const PathComponents> m_components;
    std::vector<Rank> m_ranks;
};

}  // namespace sigscope::ui
