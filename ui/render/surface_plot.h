#pragma once

#include <QImage>
#include <QPainter>
#include <QString>
#include <memory>

#include "engine/api/surface.h"
#include "ui/render/printed_figure.h"
#include "ui/render/scale_bar.h"

namespace sigscope::ui {

class LinesPlot;

/// What a figure of a surface shows.
struct SurfaceContent {
    std::shared_ptr<const Surface> surface;
    QString quantity;  ///< What f is: "probability of “tabby”".
};

/// f over the plane of a path as colours with contours, both paths on it, and below f along them.
/// Lengths along both axes have one scale. Needs a QApplication.
class SurfacePlot final : public PrintedFigure {
public:
    SurfacePlot(SurfaceContent content, const PrintOptions& print);
    ~SurfacePlot() override;

    [[nodiscard]] QSizeF size() const { return m_size; }
    void paint(QPainter& painter) const;
    [[nodiscard]] FigurePage page() const override;
    [[nodiscard]] FigurePart partAt(QPointF) const override { return FigurePart::Panel; }

    /// Where the plane lies, and a point of it.
    [[nodiscard]] QRectF box() const { return m_box; }
    [[nodiscard]] QPointF placeOf(double along, double aside) const;

    /// The colours of f; the values in between those of the grid are interpolated.
    [[nodiscard]] const MapScale& scale() const { return m_scale; }

private:
    void layOut();
    void makeChart();
    void paintAxes(QPainter& painter) const;
    void paintContours(QPainter& painter) const;
    void paintPath(QPainter& painter, const PlanePath& path) const;
    void paintEnds(QPainter& painter) const;
    void paintBar(QPainter& painter) const;

    SurfaceContent m_content;
    PrintOptions m_print;
    MapScale m_scale;
    QSizeF m_size;
    QRectF m_box;
    QRectF m_chartBox;
    QImage m_colours;  ///< Of the box.
    std::unique_ptr<LinesPlot> m_chart;
};

}  // namespace sigscope::ui
