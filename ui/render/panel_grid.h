#pragma once

#include <QImage>
#include <QPainter>
#include <memory>
#include <optional>
#include <vector>

#include "ui/charts/chart_titles.h"
#include "ui/charts/path_curves.h"
#include "ui/render/printed_figure.h"
#include "ui/render/scale_bar.h"

namespace sigscope::ui {

class PathPlot;

/// A place of a grid: a picture, or the chart of a path, or why there is neither.
struct GridCell {
    QImage picture{};
    std::optional<PathLines> curves{};
    QString caption{};  ///< A few characters below it.
    QString absence{};
};

struct GridRow {
    QString label;  ///< On the left, turned; once for rows that follow each other with the same.
    std::vector<GridCell> cells;
    std::optional<MapScale> scale{};  ///< Of this row's maps alone: a bar on its right.
};

/// A scale that is the same in all rows: a bar below them.
struct GridScale {
    QString title;
    MapScale scale;
};

/// What a figure of rows and columns shows. All rows have as many cells, all pictures one shape.
struct GridContent {
    std::vector<QString> headers;  ///< Of the columns; none, or one for each.
    std::vector<GridRow> rows;
    std::vector<GridScale> scales;
    ChartTitles axes = pathChartTitles();  ///< Of all its charts.

    /// The last of the rows that follow `row` with its label.
    [[nodiscard]] std::size_t lastWithLabelOf(std::size_t row) const;
    /// Another text in the place of that header, of the label of these rows, of the title of that
    /// scale or axis, or of what stands below that cell, counted row by row.
    void setText(FigurePart part, std::size_t index, const QString& text);
};

/// Lays such a figure out for print, in units of the layout. Needs a QApplication.
class PanelGrid final : public PrintedFigure {
public:
    PanelGrid(GridContent content, const PrintOptions& print);
    ~PanelGrid() override;
    PanelGrid(const PanelGrid&) = delete;
    PanelGrid& operator=(const PanelGrid&) = delete;

    [[nodiscard]] QSizeF size() const { return m_size; }
    void paint(QPainter& painter) const;

    [[nodiscard]] FigurePage page() const override;
    [[nodiscard]] FigurePart partAt(QPointF point) const override;
    [[nodiscard]] std::optional<FigureText> textAt(QPointF point) const override;
    [[nodiscard]] std::optional<std::size_t> columnAt(QPointF point) const override;

    /// Where that cell's picture or chart lies.
    [[nodiscard]] QRectF box(std::size_t row, std::size_t column) const;

private:
    [[nodiscard]] bool isChartColumn(std::size_t column) const;
    [[nodiscard]] double rowHeight(const GridRow& row) const;
    [[nodiscard]] QRectF headerBox(std::size_t column) const;
    /// Below that cell.
    [[nodiscard]] QRectF captionBox(std::size_t row, std::size_t column) const;
    [[nodiscard]] std::optional<FigureText> captionAt(QPointF point) const;
    /// Of any chart.
    [[nodiscard]] std::optional<FigureText> axisTitleAt(QPointF point) const;
    /// Of the rows from `first` on that have its label.
    [[nodiscard]] QRectF labelBox(std::size_t first) const;
    /// The line of that scale, below the rows.
    [[nodiscard]] QRectF scaleLineBox(std::size_t scale) const;
    void layOut();
    void makeCharts();
    void paintLabels(QPainter& painter) const;
    void paintCell(QPainter& painter, std::size_t row, std::size_t column) const;
    void paintScale(QPainter& painter, std::size_t number) const;
    [[nodiscard]] QImage sharpened(const QImage& picture) const;

    GridContent m_content;
    PrintOptions m_print;
    QSizeF m_size;
    QSizeF m_cell;                                    ///< Of a picture.
    std::vector<double> m_lefts;                      ///< Of the columns.
    std::vector<double> m_tops;                       ///< Of the rows' pictures.
    std::vector<std::unique_ptr<PathPlot>> m_charts;  ///< Row by row; null where there is none.
};

}  // namespace sigscope::ui
