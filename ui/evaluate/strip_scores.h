#pragma once

#include <QString>
#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/table.h"
#include "ui/compare/comparison_runs.h"
#include "ui/evaluate/evaluation_scores.h"

namespace sigscope::ui {

/// What was measured of the maps of one picture: a row for each map that was asked for, in that
/// order (ScoreRow::map is its number), and behind them that of the controls, if there are any.
struct PictureScores {
    std::filesystem::path picture;
    std::vector<ScoreRow> rows;
};

/// `columns`: the maps that were asked for; `measured`: those of them that are whole, in the same
/// order, and the controls. What has no map says why in each of its scores.
[[nodiscard]] PictureScores pictureScores(const std::filesystem::path& picture,
                                          const std::vector<ComparedColumn>& columns,
                                          const std::vector<EvaluatedMap>& measured);

/// A number over the pictures that have it.
struct MeanScore {
    std::optional<double> mean{};
    std::optional<double> deviation{};  ///< n − 1; nothing of fewer than two pictures.
    int pictures = 0;
    std::string why{};  ///< Why a picture lacks it; empty if none does.
};

/// A row of the table of means: of a map that was asked for, or of the controls.
struct MeanRow {
    QString title{};
    std::optional<std::size_t> map{};  ///< Its number; nothing of the controls' row.
    std::array<MeanScore, scoreColumnCount> scores{};
    /// Its DiffID cannot be told from the best map's over these pictures (signFlipTest(), 5 %).
    bool isLikeBest = false;
    bool isLikeRandom = false;  ///< Nor from the controls' mean.
};

/// The means by `column`, those without a value behind the others; the controls last.
[[nodiscard]] std::vector<MeanRow> meanRows(const std::vector<PictureScores>& pictures,
                                            ScoreColumn column, Qt::SortOrder order);

/// "0.412 ± 0.050", without the deviation where there is none; otherwise as scoreText().
[[nodiscard]] QString meanText(const MeanScore& score, ScoreColumn column);

/// To be copied: mean, deviation (sd) and number of pictures of each column.
[[nodiscard]] Table meanTable(const std::vector<MeanRow>& rows);

/// To be copied: all scores of all pictures, a row for each map.
[[nodiscard]] Table pictureTable(const std::vector<PictureScores>& pictures);

}  // namespace sigscope::ui
