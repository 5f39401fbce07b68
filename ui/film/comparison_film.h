#pragma once

#include <memory>
#include <vector>

#include "engine/api/comparison.h"
#include "ui/film/film.h"
#include "ui/film/film_drawing.h"
#include "ui/render/comparison_maps.h"

namespace sigscope::ui {

/// The pictures of a film of explanations beside each other: the maps accumulated up to α, in the
/// colours of the window's Compare view. What has no path stands still. Any thread.
class ComparisonFilm final : public Film {
public:
    /// Columns without an explanation are left out; at least one of the others has a trace. The
    /// options' panes say nothing here.
    ComparisonFilm(const std::vector<ComparisonColumn>& columns, const ComparisonView& view,
                   const FilmOptions& options);

    [[nodiscard]] QSize size() const override { return m_size; }
    [[nodiscard]] QImage draw(double alpha) const override;
    [[nodiscard]] QByteArray recipe() const override { return m_recipe; }

    /// Where the map of the k-th of them lies.
    [[nodiscard]] QRect box(std::size_t k) const { return m_boxes[k]; }

private:
    std::vector<ComparisonColumn> m_columns;
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
