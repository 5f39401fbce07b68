#pragma once

#include <memory>
#include <vector>

#include "engine/api/explanation.h"
#include "engine/api/map_evaluation.h"
#include "ui/evaluate/removal_picture.h"
#include "ui/film/film.h"
#include "ui/film/film_drawing.h"

namespace sigscope::ui {

/// A map that was measured.
struct RemovedMap {
    QString title;
    std::shared_ptr<const Explanation> map;
    std::shared_ptr<const MapEvaluation> evaluation;  ///< With its removal.
};

/// Maps of one picture, and which of their games is looked at.
struct RemovalSubject {
    std::vector<RemovedMap> maps;
    RemovalGame game = RemovalGame::Deletion;
};

/// The pictures of a film of what is taken away, or put back, by several maps beside each other:
/// those of the window's Evaluate view, from none of the pixels to all, with the class's
/// probability. Any thread.
class RemovalFilm final : public Film {
public:
    /// There is at least one map. The options' panes and pace say nothing here: shares pass evenly.
    RemovalFilm(RemovalSubject subject, const FilmOptions& options);

    [[nodiscard]] QSize size() const override { return m_grid.size; }
    /// `alpha` is the share.
    [[nodiscard]] QImage draw(double alpha) const override;
    [[nodiscard]] QByteArray recipe() const override { return m_recipe; }

    /// Where the picture of the k-th of them lies.
    [[nodiscard]] QRect box(std::size_t k) const { return m_grid.boxes[k]; }

private:
    RemovalSubject m_subject;
    QString m_title;
    QByteArray m_recipe;
    FilmMeasures m_measures;
    FilmGrid m_grid;
};

}  // namespace sigscope::ui
