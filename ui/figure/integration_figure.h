#pragma once

#include <QPainter>
#include <filesystem>

#include "engine/api/integration_benchmark.h"
#include "engine/api/outcome.h"
#include "ui/figure/error_curve.h"

namespace sigscope::ui {

/// The map's error against the number of gradients, both logarithmic: a panel for each method and
/// f, medians over the photographs, the middle half of them as a band.
class IntegrationFigure {
public:
    explicit IntegrationFigure(const IntegrationBenchmark& benchmark);

    [[nodiscard]] QSize size() const;
    void paint(QPainter& painter) const;

private:
    struct Panel {
        QString title;
        std::vector<ErrorCurve> curves;
    };

    [[nodiscard]] static Panel panelOf(const CaseGroup& group);
    void paintPanel(QPainter& painter, const Panel& panel) const;
    void paintGrid(QPainter& painter) const;
    static void paintCurve(QPainter& painter, const ErrorCurve& curve);
    void paintLegend(QPainter& painter) const;

    std::vector<Panel> m_panels;
};

/// Writes it as .svg or .png, by the file's ending, whole or not at all.
[[nodiscard]] Outcome<Done> writeIntegrationFigure(const std::filesystem::path& file,
                                                   const IntegrationBenchmark& benchmark);

}  // namespace sigscope::ui
