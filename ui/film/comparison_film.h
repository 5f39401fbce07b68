#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/api/comparison.h"
#include "ui/compare/path_alignment.h"
#include "ui/film/film.h"
#include "ui/film/film_drawing.h"
#include "ui/render/comparison_maps.h"

namespace sigscope::ui {

/// The pictures of a film of explanations beside each other: the maps accumulated up to where each
/// path is, in the colours of the window's Compare view. What has no path stands still. Any thread.
class ComparisonFilm final : public Film {
public:
    /// Columns without an explanation are left out; at least one of the others has a trace. The
    /// options' panes say nothing here. By its pace the film goes along what the paths have in
    /// common: `alignment` says what that is.
    ComparisonFilm(const std::vector<ComparisonColumn>& columns, const ComparisonView& view,
                   const FilmOptions& options, Alignment alignment = Alignment::Alpha);

    [[nodiscard]] QSize size() const override { return m_size; }
    /// `alpha` is the share of each path that has passed, as the alignment measures it.
    [[nodiscard]] QImage draw(double alpha) const override;
    [[nodiscard]] QByteArray recipe() const override { return m_recipe; }

    /// Where the map of the k-th of them lies.
    [[nodiscard]] QRect box(std::size_t k) const { return m_boxes[k]; }

private:
    /// Where the path of each column is; nothing of one without a path.
    using AlignedPaths = std::vector<std::optional<PathAlignment>>;

    ComparisonFilm(std::vector<ComparisonColumn> computed, AlignedPaths paths,
                   const ComparisonView& view, const FilmOptions& options, Alignment alignment);

    [[nodiscard]] static AlignedPaths alignedPaths(const std::vector<ComparisonColumn>& computed,
                                                   Alignment alignment);
    [[nodiscard]] static PathPace paceOf(const std::vector<ComparisonColumn>& computed,
                                         const AlignedPaths& paths, Pace pace);
    /// What stands beside the title of a column: where its path is, unless the heading says so.
    [[nodiscard]] QString noteOf(std::size_t column, double share) const;

    std::vector<ComparisonColumn> m_columns;
    AlignedPaths m_paths;
    Alignment m_alignment;
    ComparisonView m_view;
    ComparisonMaps m_maps;              ///< Of the whole paths.
    std::vector<QImage> m_photographs;  ///< What the models saw.
    QString m_title;
    QByteArray m_recipe;
    FilmMeasures m_measures;
    QSize m_size;
    std::vector<QRect> m_boxes;
};

/// Whether a film can be made of them: one at least is computed and has a path.
[[nodiscard]] bool canFilm(const std::vector<ComparisonColumn>& columns);

}  // namespace sigscope::ui
