#pragma once

#include <QFont>
#include <QImage>
#include <QPainter>
#include <memory>

#include "engine/api/explanation.h"
#include "ui/charts/path_curves.h"
#include "ui/film/film_options.h"
#include "ui/render/path_frame.h"

namespace sigscope::ui {

class PathPlot;

/// The pictures of a film along a path, each drawn when it is asked for: the panes as the window's
/// frame worker draws them (drawFrame()), on one scale along the path, each with its colour bar;
/// below them f and ΣA with a cursor at α. Needs a QApplication.
class FilmFrames {
public:
    /// The explanation has a trace. Evaluates the path once where the pace goes by change.
    FilmFrames(const Explanation& explanation, const FilmOptions& options);
    ~FilmFrames();
    FilmFrames(const FilmFrames&) = delete;
    FilmFrames& operator=(const FilmFrames&) = delete;

    /// How many different frames there are, at least two; the last one's α is 1.
    [[nodiscard]] int count() const { return m_count; }

    /// For how many frames' time the last one stays, at least one.
    [[nodiscard]] int holdCount() const { return m_holdCount; }

    [[nodiscard]] double alpha(int frame) const;

    /// In pixels; both even, as H.264 wants it.
    [[nodiscard]] QSize size() const { return m_size; }

    /// Where that pane's picture lies; empty if the film does not have it.
    [[nodiscard]] QRect box(FilmPane pane) const;

    /// The frame at `alpha`, RGB32, of size().
    [[nodiscard]] QImage draw(double alpha) const;

private:
    struct Pane {
        FilmPane kind = FilmPane::Point;
        QRect box;
    };

    void choosePace(const FilmOptions& options);
    void layOut(const FilmOptions& options);
    void drawChart(const QSizeF& size);
    [[nodiscard]] int pixels(double units) const;
    [[nodiscard]] QFont font(double units, QFont::Weight weight = QFont::Normal) const;
    void paintHeading(QPainter& painter, double alpha) const;
    void paintPane(QPainter& painter, const Pane& pane, const PathFrame& frame) const;
    void paintBar(QPainter& painter, const QRect& box, ColourMap colours, double limit) const;
    [[nodiscard]] QString valueText(FilmPane pane, const PathFrame& frame) const;

    std::shared_ptr<const PathTrace> m_trace;
    QString m_title;
    Completeness m_completeness;
    bool m_isComplete = false;
    MapDisplay m_display;
    PathScales m_scales;
    PathCurves m_curves;
    PathPace m_pace;
    int m_count = 2;
    int m_holdCount = 1;
    double m_unit = 1;  ///< Pixels per unit of the layout.
    QSize m_size;
    std::vector<Pane> m_panes;
    QRect m_chartBox;
    std::unique_ptr<PathPlot> m_chart;
    QImage m_chartPicture;  ///< Without the cursor: painting a chart takes milliseconds.
};

}  // namespace sigscope::ui
