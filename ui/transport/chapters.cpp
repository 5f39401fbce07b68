#include "ui/transport/chapters.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>
#include <utility>

#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

constexpr double smallestExcess = 0.1;  ///< Of f's range.
constexpr double steadySlope = 2;       ///< Ranges of f per unit of α; steeper is a rise.

/// Points `first` … `last` of a line.
struct Run {
    qsizetype first = 0;
    qsizetype last = 0;
};

struct Rise {
    Run run;
    double excess = 0;  ///< (f(b) − f(a))/R − 2 (b − a)
};

/// The run within `space` of the largest excess: the largest sum over neighbouring pieces.
Rise steepestRise(const QList<QPointF>& f, Run space, double range) {
    Rise best{{space.first, space.first}, 0};
    Rise current = best;
    for (qsizetype k = space.first; k < space.last; ++k) {
        if (current.excess <= 0) current = {{k, k}, 0};
        current.excess +=
            (f[k + 1].y() - f[k].y()) / range - steadySlope * (f[k + 1].x() - f[k].x());
        current.run.last = k + 1;
        if (current.excess > best.excess) best = current;
    }
    return best;
}

PathPiece pieceOf(const QList<QPointF>& f, Run run) {
    return {f[run.first].x(), f[run.last].x(), f[run.first].y(), f[run.last].y()};
}

}  // namespace

std::vector<PathPiece> chaptersOf(const QList<QPointF>& f) {
    if (f.size() < 2) return {};
    const auto [lowest, highest] = std::ranges::minmax_element(f, {}, &QPointF::y);
    const double range = highest->y() - lowest->y();
    if (!(range > 0)) return {};
    std::vector<PathPiece> chapters;
    std::vector<Run> spaces{{0, f.size() - 1}};
    while (chapters.size() < mostChapters) {
        std::optional<std::pair<std::size_t, Rise>> best;
        for (std::size_t i = 0; i < spaces.size(); ++i) {
            const Rise rise = steepestRise(f, spaces[i], range);
            if (!best || rise.excess > best->second.excess) best = {i, rise};
        }
        if (!best || best->second.excess < smallestExcess) break;
        const auto [index, rise] = *best;
        chapters.push_back(pieceOf(f, rise.run));
        const Run space = std::exchange(spaces[index], {spaces[index].first, rise.run.first});
        spaces.push_back({rise.run.last, space.last});
    }
    std::ranges::sort(chapters, {}, &PathPiece::from);
    return chapters;
}

PathPiece pieceAt(const std::vector<PathPiece>& chapters, const QList<QPointF>& f, double alpha) {
    if (f.isEmpty()) return {};
    PathPiece between{f.front().x(), f.back().x(), f.front().y(), f.back().y()};
    for (const PathPiece& chapter : chapters) {
        if (alpha < chapter.from) {
            between.to = chapter.from;
            between.fTo = chapter.fFrom;
            break;
        }
        if (alpha <= chapter.to) return chapter;
        between.from = chapter.to;
        between.fFrom = chapter.fTo;
    }
    return between;
}

QString sentenceOf(const PathPiece& piece, const QString& objective) {
    const auto say = [](const char* text) { return QCoreApplication::translate("Chapters", text); };
    const QString from = objectiveText(piece.fFrom, objective);
    const QString to = objectiveText(piece.fTo, objective);
    const QString subject =
        objective.isEmpty() ? QStringLiteral("f") : say("The %1").arg(objective);
    const QString where = say("%1 of the path, α %2 – %3")
                              .arg(percentText(piece.to - piece.from), fixedText(piece.from, 2),
                                   fixedText(piece.to, 2));
    // By what is read: a change that the digits do not show is none.
    if (from == to) return say("%1 stays at %2 over %3").arg(subject, from, where);
    return (piece.fTo > piece.fFrom ? say("%1 rises from %2 to %3 in %4")
                                    : say("%1 falls from %2 to %3 in %4"))
        .arg(subject, from, to, where);
}

}  // namespace sigscope::ui
