#pragma once

#include <QString>
#include <vector>

#include "ui/render/map_display.h"
#include "ui/render/pace.h"

namespace sigscope::ui {

/// What a film shows, in the order of its panes; the chart comes after the pictures.
enum class FilmPane { Point, Spectrum, Step, SoFar, Chart };

/// Where the chart lies: below the pictures, or on their right.
enum class ChartPlace { Below, Beside };

struct FilmOptions {
    std::vector<FilmPane> panes{FilmPane::Point, FilmPane::Spectrum, FilmPane::Step,
                                FilmPane::SoFar, FilmPane::Chart};
    Pace pace = Pace::Change;  ///< By α, nothing happens for half of a path from black.
    double seconds = 8;        ///< From α = 0 to 1.
    double hold = 1;           ///< Seconds that the last frame stays.
    int framesPerSecond = 24;  ///< The cinema's.
    int width = 1280;          ///< In pixels; the height follows from the panes.
    int perRow = 5;            ///< Pictures to a row, at most; rows are filled evenly.
    ChartPlace chart = ChartPlace::Below;
    QString caption{};  ///< In the heading; empty for the picture's name and class.
    MapDisplay display{};
};

inline constexpr int narrowestFilm = 160;  ///< Pixels; below, no label has room.
inline constexpr int widestFilm = 4096;    ///< What H.264's decoders take.
inline constexpr int tallestFilm = 16383;  ///< What WebP can hold.
inline constexpr int longestFilmRow = 10;  ///< Pictures.
inline constexpr int mostFramesPerSecond = 60;
inline constexpr double longestFilm = 600;  ///< Seconds, of the path and of the hold each.

}  // namespace sigscope::ui
