#pragma once

#include <QString>
#include <array>
#include <optional>
#include <vector>

#include "engine/api/table.h"
#include "ui/evaluate/evaluation_runs.h"

namespace sigscope::ui {

/// The columns of the table of maps, in its order.
enum class ScoreColumn {
    Method,
    Insertion,
    Deletion,
    DiffId,
    VersusRandom,
    RoadMorf,
    RoadLerf,
    RoadGap,
    CompletenessGap,
    Seconds,
};
inline constexpr int scoreColumnCount = 10;

/// "DiffID ↑": the arrow says which values speak for a map.
[[nodiscard]] QString scoreTitle(ScoreColumn column);

/// What a column's numbers are, in a sentence; empty of the methods' names.
[[nodiscard]] QString scoreHelp(ScoreColumn column);

/// Which values of a column come first.
[[nodiscard]] Qt::SortOrder bestFirst(ScoreColumn column);

/// What the controls' DiffID says: by how much a map that knows nothing differs from another.
struct RandomSpread {
    double mean = 0;
    double deviation = 0;  ///< n − 1.

    /// Within two deviations two values may be a matter of chance.
    [[nodiscard]] bool tellsApart(double one, double other) const;
};

/// Of the controls that are measured; nothing of fewer than two.
[[nodiscard]] std::optional<RandomSpread> randomSpread(const std::vector<EvaluatedMap>& maps);

/// A row of the table: of a map, or of all controls together.
struct ScoreRow {
    QString title{};
    std::optional<std::size_t> map{};  ///< Its number; nothing of the controls' row.
    std::array<MapScore, scoreColumnCount> scores{};
    bool isLikeBest = false;    ///< Its DiffID cannot be told from the best map's.
    bool isLikeRandom = false;  ///< Nor from the controls'.
};

/// The rows by `column`, those without a value behind the others; the controls last.
[[nodiscard]] std::vector<ScoreRow> scoreRows(const std::vector<EvaluatedMap>& maps,
                                              ScoreColumn column, Qt::SortOrder order);

/// "0.412"; of a share "1.8 %"; "–" where it was tried in vain, "" before.
[[nodiscard]] QString scoreText(const MapScore& score, ScoreColumn column);

/// To be copied: numbers as they were, what there is none of left empty.
[[nodiscard]] Table scoreTable(const std::vector<ScoreRow>& rows);

}  // namespace sigscope::ui
