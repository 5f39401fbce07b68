#pragma once

#include <QImage>
#include <QPainter>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "engine/api/surface.h"
#include "ui/charts/chart_titles.h"
#include "ui/render/printed_figure.h"
#include "ui/render/scale_bar.h"

namespace sigscope::ui {

class LinesPlot;

/// What a figure of a surface shows.
struct SurfaceContent {
    std::shared_ptr<const Surface> surface;
    QString quantity;                                ///< What f is: "probability of “tabby”".
    QString along = QStringLiteral("along x − x′");  ///< Title of the horizontal axis.
    QString aside = QStringLiteral("aside");         ///< That of the vertical one.
    /// Of the paths; none for what their methods are called.
    std::vector<QString> names{};
    /// Of the chart of f along the paths.
    ChartTitles chart{QStringLiteral("α"), QStringLiteral("f")};

    [[nodiscard]] QString nameOf(std::size_t path) const;
    /// Another text: the quantity and the horizontal axis' title are headers, the other axis' title
    /// is a row's label, the paths' names are those of panels, and the chart's axes have titles.
    void setText(FigurePart part, std::size_t index, const QString& text);
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
    [[nodiscard]] std::optional<FigureText> textAt(QPointF point) const override;

    /// Where the plane lies, and a point of it.
    [[nodiscard]] QRectF box() const { return m_box; }
    [[nodiscard]] QPointF placeOf(double along, double aside) const;

    /// The colours of f; the values in between those of the grid are interpolated.
    [[nodiscard]] const MapScale& scale() const { return m_scale; }

private:
    /// All texts that can be others, with where they stand.
    [[nodiscard]] std::vector<FigureText> texts() const;
    [[nodiscard]] QRectF quantityBox() const;
    [[nodiscard]] QRectF alongBox() const;
    [[nodiscard]] QRectF asideBox() const;
    /// Of that path's name: where it is farthest from the other one, or in its middle.
    [[nodiscard]] QRectF nameBox(std::size_t path) const;
    void layOut();
    void makeChart();
    void paintAxes(QPainter& painter) const;
    void paintContours(QPainter& painter) const;
    void paintPath(QPainter& painter, std::size_t path) const;
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
