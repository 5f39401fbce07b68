#pragma once

#include <QImage>
#include <QPainter>
#include <memory>

#include "engine/api/explanation.h"
#include "ui/charts/path_curves.h"
#include "ui/film/film.h"
#include "ui/film/film_drawing.h"
#include "ui/render/path_frame.h"

namespace sigscope::ui {

class PathPlot;

/// What of a path's film is worked out beforehand. Any thread.
struct FilmBasis {
    FilmClock clock;
    PathScales scales;
    QSize map;  ///< Of a pane's picture, in the model's pixels.
};

/// The explanation has a trace. Evaluates the path.
[[nodiscard]] FilmBasis filmBasisOf(const Explanation& explanation, const FilmOptions& options);

/// The pictures of a film along a path: the panes as the window's frame worker draws them
/// (drawFrame()), on one scale along the path, each with its colour bar; below or beside them f and
/// ΣA with a cursor at α. Made and destroyed on the thread of a QApplication.
class FilmFrames final : public Film {
public:
    FilmFrames(const Explanation& explanation, const FilmOptions& options);
    FilmFrames(const Explanation& explanation, const FilmOptions& options, FilmBasis basis);
    ~FilmFrames() override;
    FilmFrames(const FilmFrames&) = delete;
    FilmFrames& operator=(const FilmFrames&) = delete;

    [[nodiscard]] QSize size() const override { return m_size; }
    [[nodiscard]] QImage draw(double alpha) const override;
    [[nodiscard]] QByteArray recipe() const override { return m_recipe; }

    /// What stands beside that pane's title at `alpha`.
    [[nodiscard]] QString value(FilmPane pane, double alpha) const;

    /// Where that pane's picture lies; empty if the film does not have it.
    [[nodiscard]] QRect box(FilmPane pane) const;

private:
    struct Pane {
        FilmPane kind = FilmPane::Point;
        QRect box;
    };

    void layOut(const FilmOptions& options, QSize map);
    /// Of the pictures, their titles and bars, in `width` pixels from the left.
    [[nodiscard]] QRect layOutPictures(const FilmOptions& options, QSize map, int width);
    void drawChart(const QSizeF& size);
    void paintPane(QPainter& painter, const Pane& pane, const PathFrame& frame) const;
    [[nodiscard]] QString valueText(FilmPane pane, const PathFrame& frame) const;

    std::shared_ptr<const PathTrace> m_trace;
    QString m_title;
    QByteArray m_recipe;
    QString m_objective;
    Completeness m_completeness;
    bool m_isComplete = false;
    MapDisplay m_display;
    PathScales m_scales;
    PathLines m_curves;
    FilmMeasures m_measures;
    QSize m_size;
    std::vector<Pane> m_panes;
    QRect m_chartBox;
    std::unique_ptr<PathPlot> m_chart;
    QImage m_chartPicture;  ///< Without the cursor: painting a chart takes milliseconds.
};

}  // namespace sigscope::ui
