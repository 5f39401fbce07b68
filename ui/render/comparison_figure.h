#pragma once

#include <QPainter>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/api/comparison.h"
#include "engine/api/outcome.h"
#include "ui/render/comparison_view.h"
#include "ui/render/drawing.h"
#include "ui/render/fact_table.h"
#include "ui/render/figure_panel.h"
#include "ui/render/scale_bar.h"

namespace sigscope::ui {

/// The figure of a comparison: what the model saw, where all columns are of one picture; the map of
/// each column with its cost and errors, or why it has none; one colour bar; below, what all
/// columns have in common. Needs a QGuiApplication.
class ComparisonFigure {
public:
    /// At least one column has an explanation (hasFigure()).
    ComparisonFigure(const Comparison& comparison, const ComparisonView& view);

    /// In points: what paint() covers, from (0, 0).
    [[nodiscard]] QSize size() const;
    void paint(QPainter& painter) const;

    /// The same; does not outlive this.
    [[nodiscard]] Drawing drawing() const;

    /// For a document: the picture's file, and the class where all columns are of one.
    [[nodiscard]] QString title() const { return m_title; }

private:
    /// A place of the grid.
    struct Cell {
        QString title;
        FigurePanel panel{};
        FactTable facts;
        QString absence{};  ///< Why there is no panel.
    };

    void addPhotograph(const Explanation& explanation);
    void addColumns(const Comparison& comparison, const ComparisonView& view);
    [[nodiscard]] FactTable table(std::vector<Fact> facts) const;
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] QPointF cornerOf(std::size_t cell) const;
    [[nodiscard]] double gridRight() const;
    [[nodiscard]] double gridBottom() const;
    void paintCell(QPainter& painter, const Cell& cell, const QPointF& corner) const;
    void paintBar(QPainter& painter) const;

    QString m_title;
    int m_perRow = 1;               ///< Cells.
    double m_side = 0;              ///< Of a map.
    std::optional<MapScale> m_bar;  ///< Of maps in colours.
    QString m_barTitle;
    QString m_note;  ///< Of the scale.
    std::vector<Cell> m_cells;
    FactTable m_common;
};

[[nodiscard]] bool hasFigure(const Comparison& comparison);

/// Writes it as .png, .svg or .pdf, by the file's ending, whole or not at all.
[[nodiscard]] Outcome<Done> writeComparisonFigure(const std::filesystem::path& file,
                                                  const Comparison& comparison,
                                                  const ComparisonView& view = {});

}  // namespace sigscope::ui
