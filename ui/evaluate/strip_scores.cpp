#include "ui/evaluate/strip_scores.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/api/study_summary.h"

namespace sigscope::ui {

namespace {

/// Above it a difference may be a matter of chance.
constexpr double chanceLevel = 0.05;

QString stripTr(const char* text) {
    return QCoreApplication::translate("StripScores", text);
}

const MapScore& scoreIn(const ScoreRow& row, ScoreColumn column) {
    return row.scores[static_cast<std::size_t>(column)];
}

const MeanScore& scoreIn(const MeanRow& row, ScoreColumn column) {
    return row.scores[static_cast<std::size_t>(column)];
}

/// The row of the map of that number, or of the controls; null of none.
const ScoreRow* rowIn(const std::vector<ScoreRow>& rows, std::optional<std::size_t> map) {
    const auto found = std::ranges::find(rows, map, &ScoreRow::map);
    return found == rows.end() ? nullptr : &*found;
}

ScoreRow rowWithoutMap(const ComparedColumn& column) {
    ScoreRow row{QString::fromStdString(column.column.title)};
    for (MapScore& score : row.scores) score.why = absenceOf(column.column);
    return row;
}

/// With the picture's name, which most reasons begin with.
std::string whyOf(const PictureScores& picture, const MapScore& score) {
    const std::string name = picture.picture.filename().string();
    return score.why.find(name) == std::string::npos ? name + ": " + score.why : score.why;
}

MeanScore meanOver(const std::vector<PictureScores>& pictures, std::optional<std::size_t> map,
                   std::size_t column) {
    std::vector<double> values;
    MeanScore score;
    for (const PictureScores& picture : pictures) {
        const ScoreRow* row = rowIn(picture.rows, map);
        if (row == nullptr) continue;
        const MapScore& one = row->scores[column];
        if (one.value) values.push_back(*one.value);
        if (!one.value && !one.why.empty() && score.why.empty()) score.why = whyOf(picture, one);
    }
    score.pictures = static_cast<int>(values.size());
    if (values.empty()) return score;
    double sum = 0;
    for (const double value : values) sum += value;
    score.mean = sum / static_cast<double>(values.size());
    if (values.size() < 2) return score;
    double squares = 0;
    for (const double value : values) squares += (value - *score.mean) * (value - *score.mean);
    score.deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
    return score;
}

MeanRow meanRowOf(const std::vector<PictureScores>& pictures, const ScoreRow& like) {
    MeanRow row{like.title, like.map};
    for (std::size_t i = 0; i < row.scores.size(); ++i)
        row.scores[i] = meanOver(pictures, like.map, i);
    return row;
}

/// Of DiffID, over the pictures that both have it of.
std::vector<double> differencesFrom(const std::vector<PictureScores>& pictures,
                                    std::optional<std::size_t> map,
                                    std::optional<std::size_t> other) {
    std::vector<double> differences;
    for (const PictureScores& picture : pictures) {
        const ScoreRow* one = rowIn(picture.rows, map);
        const ScoreRow* another = rowIn(picture.rows, other);
        if (one == nullptr || another == nullptr) continue;
        const auto& value = scoreIn(*one, ScoreColumn::DiffId).value;
        const auto& otherValue = scoreIn(*another, ScoreColumn::DiffId).value;
        if (value && otherValue) differences.push_back(*value - *otherValue);
    }
    return differences;
}

/// What may be a matter of chance.
void markChance(std::vector<MeanRow>& rows, const std::vector<PictureScores>& pictures) {
    const MeanRow* best = nullptr;
    double largest = 0;
    for (const MeanRow& row : rows) {
        const auto& mean = scoreIn(row, ScoreColumn::DiffId).mean;
        if (!mean || (best && *mean <= largest)) continue;
        best = &row;
        largest = *mean;
    }
    if (best == nullptr) return;
    for (MeanRow& row : rows) {
        if (!scoreIn(row, ScoreColumn::DiffId).mean) continue;
        row.isLikeBest = &row != best &&
                         signFlipTest(differencesFrom(pictures, row.map, best->map)) > chanceLevel;
        if (scoreIn(row, ScoreColumn::VersusRandom).mean)
            row.isLikeRandom =
                signFlipTest(differencesFrom(pictures, std::nullopt, row.map)) > chanceLevel;
    }
}

void sortMeans(std::vector<MeanRow>& rows, ScoreColumn column, Qt::SortOrder order) {
    const bool descending = order == Qt::DescendingOrder;
    std::ranges::stable_sort(rows, [&](const MeanRow& a, const MeanRow& b) {
        if (column == ScoreColumn::Method) {
            const int text = a.title.localeAwareCompare(b.title);
            return descending ? text > 0 : text < 0;
        }
        const auto& one = scoreIn(a, column).mean;
        const auto& other = scoreIn(b, column).mean;
        if (!one || !other) return one.has_value() && !other.has_value();
        return descending ? *one > *other : *one < *other;
    });
}

/// What a deviation is written as: that of a difference has no sign.
ScoreColumn spreadColumn(ScoreColumn column) {
    return column == ScoreColumn::VersusRandom ? ScoreColumn::DiffId : column;
}

std::string meanCell(const std::optional<double>& value) {
    return value ? roundedText(*value) : std::string();
}

}  // namespace

PictureScores pictureScores(const std::filesystem::path& picture,
                            const std::vector<ComparedColumn>& columns,
                            const std::vector<EvaluatedMap>& measured) {
    const std::vector<ScoreRow> rows = scoreRows(measured, ScoreColumn::Method, Qt::AscendingOrder);
    PictureScores scores{picture, {}};
    std::size_t whole = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const ScoreRow* row = columns[i].isWhole() ? rowIn(rows, whole++) : nullptr;
        scores.rows.push_back(row != nullptr ? *row : rowWithoutMap(columns[i]));
        scores.rows.back().map = i;
    }
    if (const ScoreRow* controls = rowIn(rows, std::nullopt)) scores.rows.push_back(*controls);
    return scores;
}

std::vector<MeanRow> meanRows(const std::vector<PictureScores>& pictures, ScoreColumn column,
                              Qt::SortOrder order) {
    std::vector<MeanRow> rows;
    std::optional<MeanRow> controls;
    for (const PictureScores& picture : pictures)
        for (const ScoreRow& row : picture.rows) {
            if (!row.map && !controls) controls = meanRowOf(pictures, row);
            if (row.map && std::ranges::find(rows, row.map, &MeanRow::map) == rows.end())
                rows.push_back(meanRowOf(pictures, row));
        }
    markChance(rows, pictures);
    sortMeans(rows, column, order);
    if (controls) rows.push_back(std::move(*controls));
    return rows;
}

QString meanText(const MeanScore& score, ScoreColumn column) {
    QString mean = scoreText({score.mean, score.why}, column);
    if (!score.mean || !score.deviation) return mean;
    return stripTr("%1 ± %2").arg(mean, scoreText({score.deviation, {}}, spreadColumn(column)));
}

Table meanTable(const std::vector<MeanRow>& rows) {
    Table table;
    table.header.push_back(scoreTitle(ScoreColumn::Method).toStdString());
    for (int i = 1; i < scoreColumnCount; ++i) {
        const QString title = scoreTitle(static_cast<ScoreColumn>(i));
        for (const QString& name :
             {title, stripTr("%1, sd").arg(title), stripTr("%1, n").arg(title)})
            table.header.push_back(name.toStdString());
    }
    for (const MeanRow& row : rows) {
        std::vector<std::string>& cells = table.rows.emplace_back();
        cells.push_back(row.title.toStdString());
        for (std::size_t i = 1; i < row.scores.size(); ++i) {
            cells.push_back(meanCell(row.scores[i].mean));
            cells.push_back(meanCell(row.scores[i].deviation));
            cells.push_back(std::to_string(row.scores[i].pictures));
        }
    }
    return table;
}

Table pictureTable(const std::vector<PictureScores>& pictures) {
    Table table;
    for (const PictureScores& picture : pictures) {
        const Table one = scoreTable(picture.rows);
        if (table.header.empty()) {
            table.header = one.header;
            table.header.insert(table.header.begin(), stripTr("picture").toStdString());
        }
        for (std::vector<std::string> cells : one.rows) {
            cells.insert(cells.begin(), picture.picture.filename().string());
            table.rows.push_back(std::move(cells));
        }
    }
    table.textColumns = 2;
    return table;
}

}  // namespace sigscope::ui
