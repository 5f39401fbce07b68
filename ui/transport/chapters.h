#pragma once

#include <QList>
#include <QPointF>
#include <QString>
#include <vector>

namespace sigscope::ui {

/// A piece of the path and f at its ends.
struct PathPiece {
    double from = 0;  ///< α
    double to = 1;    ///< α
    double fFrom = 0;
    double fTo = 0;
    bool operator==(const PathPiece&) const = default;
};

inline constexpr int mostChapters = 3;

/// The steepest rises of f along the path, by ascending α, at most `mostChapters`. A rise is the
/// piece [a, b] with the largest (f(b) − f(a))/R − 2 (b − a), R the range of f: it rises more than
/// twice as steeply as a straight line over the whole path. Each next one is sought outside those
/// found, and where that excess is below a tenth there is none. `f` ascends in α.
[[nodiscard]] std::vector<PathPiece> chaptersOf(const QList<QPointF>& f);

/// The chapter that α lies in, or else the piece between its neighbours.
[[nodiscard]] PathPiece pieceAt(const std::vector<PathPiece>& chapters, const QList<QPointF>& f,
                                double alpha);

/// "The probability rises from 4.0 % to 92 % in 8.0 % of the path, α 0.55 – 0.63"; f is the
/// catalogue's objective of that
/// name.
[[nodiscard]] QString sentenceOf(const PathPiece& piece, const QString& objective);

}  // namespace sigscope::ui
