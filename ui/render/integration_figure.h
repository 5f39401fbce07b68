#pragma once

#include <QGraphicsScene>
#include <filesystem>
#include <vector>

#include "engine/api/integration_benchmark.h"
#include "engine/api/outcome.h"
#include "ui/render/drawing.h"
#include "ui/render/error_curve.h"

namespace sigscope::ui {

class PlotChart;

/// The map's error against the number of gradients, both logarithmic: a chart for each method and
/// f, medians over the photographs, the middle half of them as a band. Needs a QApplication.
class IntegrationFigure {
public:
    explicit IntegrationFigure(const IntegrationBenchmark& benchmark);

    [[nodiscard]] QSize size() const;

    /// Does not outlive this.
    [[nodiscard]] Drawing drawing();

    /// One for each method and f.
    [[nodiscard]] const std::vector<PlotChart*>& charts() const { return m_charts; }

private:
    void addChart(const CaseGroup& group);
    void addLegend();

    QGraphicsScene m_scene;
    std::vector<PlotChart*> m_charts;  ///< The scene's.
};

/// Writes it as .svg, .pdf or .png, by the file's ending, whole or not at all.
[[nodiscard]] Outcome<Done> writeIntegrationFigure(const std::filesystem::path& file,
                                                   const IntegrationBenchmark& benchmark);

}  // namespace sigscope::ui
