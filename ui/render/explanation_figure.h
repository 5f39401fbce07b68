#pragma once

#include <QImage>
#include <QPainter>

#include "engine/api/explanation.h"
#include "ui/render/drawing.h"
#include "ui/render/fact_table.h"
#include "ui/render/figure_panel.h"
#include "ui/render/scale_bar.h"

namespace sigscope::ui {

/// The figure of one explanation: the picture and the attribution summed over channels, in
/// blue–white–red with 0 in the middle and ± the 99.5 % quantile of |A| at the ends (magma from 0
/// where the sign is left out) unless the view has another scale, with its colour bar; below, what
/// was explained and how, and both gaps. Needs a QGuiApplication.
class ExplanationFigure {
public:
    /// The explanation has a scene and an attribution, and outlives this.
    explicit ExplanationFigure(const Explanation& explanation, const FigureView& view = {});

    /// In points: what paint() covers, from (0, 0).
    [[nodiscard]] QSize size() const;
    void paint(QPainter& painter) const;

    /// The same; does not outlive this.
    [[nodiscard]] Drawing drawing() const;

private:
    [[nodiscard]] double columnWidth() const;
    [[nodiscard]] QPointF pictureCorner() const;
    [[nodiscard]] QRectF mapBox() const;
    [[nodiscard]] double legendTop() const;
    void paintHeading(QPainter& painter) const;
    void paintScale(QPainter& painter) const;
    /// Over what the model saw, at `corner`.
    void paintRegions(QPainter& painter, const FigurePanel& panel, const QPointF& corner) const;
    /// Over the map: it is that of a run that was interrupted.
    void paintPartial(QPainter& painter) const;

    const Explanation& m_explanation;
    Array m_map;       ///< [1, H, W]
    MapScale m_scale;  ///< Of the map.
    FigurePanels m_panels;
    FactTable m_settings;
    FactTable m_results;
    std::vector<MarkedRegion> m_regions;
};

/// Whether there is anything to draw.
[[nodiscard]] bool hasFigure(const Explanation& explanation);

/// The figure as a raster of two pixels to the point. Null if there is none.
[[nodiscard]] QImage renderFigure(const Explanation& explanation, const FigureView& view = {});

}  // namespace sigscope::ui
