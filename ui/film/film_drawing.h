#pragma once

#include <QFont>
#include <QPainter>
#include <QRect>
#include <QSize>
#include <QString>
#include <cstddef>
#include <vector>

#include "ui/render/scale_bar.h"

namespace sigscope::ui {

// Distances of a film's layout, in units of FilmMeasures.
inline constexpr double filmMargin = 24;
inline constexpr double filmTop = 16;
inline constexpr double filmHeading = 32;
inline constexpr double filmGap = 16;
inline constexpr double filmTitleSpace = 24;
inline constexpr double filmBarTop = 6;
inline constexpr double filmBarThickness = 8;
inline constexpr double filmBarLabels = 20;
inline constexpr double filmLabelType = 13;

/// How large the unit of a film's layout is: a pixel of a film that is 1280 wide.
class FilmMeasures {
public:
    /// `width` in pixels.
    explicit FilmMeasures(int width);

    [[nodiscard]] double unit() const { return m_unit; }
    [[nodiscard]] int pixels(double units) const;
    [[nodiscard]] QFont font(double units, QFont::Weight weight = QFont::Normal) const;

private:
    double m_unit;
};

/// The next even number.
[[nodiscard]] constexpr int evenPixels(int pixels) {
    return pixels + pixels % 2;
}

/// The title and where the film is, above the panes of a film `width` pixels wide.
void paintFilmHeading(QPainter& painter, const FilmMeasures& measures, int width,
                      const QString& title, const QString& position);

/// Pictures of one shape in rows, their titles above them.
struct FilmGrid {
    std::vector<QRect> boxes;
    QSize size;  ///< Of the film.
};
/// What is laid out in rows.
struct FilmRows {
    std::size_t count = 1;  ///< Of the pictures, at least 1.
    int perRow = 1;         ///< At most; at least 1.
    QSize shape;            ///< Of each, in any unit.
    double below = 0;       ///< Room under each, in units.
};
/// `width` of the film, in pixels.
[[nodiscard]] FilmGrid filmGrid(const FilmMeasures& measures, int width, const FilmRows& content);

/// The title of a pane above `box`, with `value` on its right where there is room.
void paintFilmTitle(QPainter& painter, const FilmMeasures& measures, const QRect& box,
                    const QString& title, const QString& value);

/// A pane's picture; pixels of the model stay squares where they are enlarged.
void paintFilmPicture(QPainter& painter, const QRect& box, const QImage& picture);

/// A colour bar below `box`, with its limits.
void paintFilmBar(QPainter& painter, const FilmMeasures& measures, const QRect& box,
                  const MapScale& scale);

}  // namespace sigscope::ui
