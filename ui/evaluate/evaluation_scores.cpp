#include "ui/evaluate/evaluation_scores.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/style/value_text.h"

namespace sigscope::ui {

namespace {

using EvaluationState = EvaluatedMap::State;
constexpr double apartDeviations =
    2;  ///< Deviations beyond which a difference is more than chance.

/// Texts of the table have one context, whoever makes them.
QString scoreTr(const char* text) {
    return QCoreApplication::translate("EvaluationScores", text);
}

MapScore& scoreAt(ScoreRow& row, ScoreColumn column) {
    return row.scores[static_cast<std::size_t>(column)];
}

const MapScore& scoreAt(const ScoreRow& row, ScoreColumn column) {
    return row.scores[static_cast<std::size_t>(column)];
}

ScoreRow rowOf(const EvaluatedMap& map, std::size_t number,
               const std::optional<RandomSpread>& spread) {
    ScoreRow row{map.title, number};
    if (map.asked.map) scoreAt(row, ScoreColumn::Seconds).value = map.asked.map->seconds;
    if (map.evaluation) {
        const MapEvaluation& measured = *map.evaluation;
        scoreAt(row, ScoreColumn::Insertion) = measured.insertionArea;
        scoreAt(row, ScoreColumn::Deletion) = measured.deletionArea;
        scoreAt(row, ScoreColumn::DiffId) = measured.diffId;
        scoreAt(row, ScoreColumn::RoadMorf) = measured.roadMorf;
        scoreAt(row, ScoreColumn::RoadLerf) = measured.roadLerf;
        scoreAt(row, ScoreColumn::RoadGap) = measured.roadGap;
        scoreAt(row, ScoreColumn::CompletenessGap) = measured.completenessGap;
        if (spread && measured.diffId.value) {
            scoreAt(row, ScoreColumn::VersusRandom).value = *measured.diffId.value - spread->mean;
            row.isLikeRandom = !spread->tellsApart(*measured.diffId.value, spread->mean);
        }
    }
    if (map.state != EvaluationState::Failed && map.state != EvaluationState::Cancelled) return row;
    const std::string why = map.state == EvaluationState::Failed
                                ? map.failure.toStdString()
                                : scoreTr("cancelled").toStdString();
    for (MapScore& score : row.scores)
        if (!score.value && score.why.empty()) score.why = why;
    return row;
}

std::vector<double> valuesOfControls(const std::vector<EvaluatedMap>& maps,
                                     MapScore MapEvaluation::*score) {
    std::vector<double> values;
    for (const EvaluatedMap& map : maps)
        if (map.isControl() && map.evaluation && ((*map.evaluation).*score).value)
            values.push_back(*((*map.evaluation).*score).value);
    return values;
}

std::optional<double> meanOfScores(const std::vector<double>& values) {
    if (values.empty()) return std::nullopt;
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// The controls' means.
std::optional<ScoreRow> controlRow(const std::vector<EvaluatedMap>& maps) {
    const auto count = std::ranges::count_if(maps, &EvaluatedMap::isControl);
    if (count == 0) return std::nullopt;
    ScoreRow row{scoreTr("random ×%1").arg(count)};
    const auto mean = [&](ScoreColumn column, MapScore MapEvaluation::*score) {
        scoreAt(row, column).value = meanOfScores(valuesOfControls(maps, score));
    };
    mean(ScoreColumn::Insertion, &MapEvaluation::insertionArea);
    mean(ScoreColumn::Deletion, &MapEvaluation::deletionArea);
    mean(ScoreColumn::DiffId, &MapEvaluation::diffId);
    return row;
}

/// Of equal DiffID the one of probabilities decides: on one picture there are few values.
double softDiffIdOf(const EvaluatedMap& map) {
    return map.evaluation ? map.evaluation->softDiffId.value.value_or(-1) : -1;
}

void markLikeBest(std::vector<ScoreRow>& rows, const std::optional<RandomSpread>& spread) {
    if (!spread) return;
    const ScoreRow* best = nullptr;
    for (const ScoreRow& row : rows)
        if (const auto& value = scoreAt(row, ScoreColumn::DiffId).value;
            value && (!best || *value > *scoreAt(*best, ScoreColumn::DiffId).value))
            best = &row;
    for (ScoreRow& row : rows)
        if (const auto& value = scoreAt(row, ScoreColumn::DiffId).value; value && &row != best)
            row.isLikeBest =
                !spread->tellsApart(*value, *scoreAt(*best, ScoreColumn::DiffId).value);
}

void sortRows(std::vector<ScoreRow>& rows, const std::vector<EvaluatedMap>& maps,
              ScoreColumn column, Qt::SortOrder order) {
    const bool descending = order == Qt::DescendingOrder;
    std::ranges::stable_sort(rows, [&](const ScoreRow& a, const ScoreRow& b) {
        if (column == ScoreColumn::Method) {
            const int text = a.title.localeAwareCompare(b.title);
            return descending ? text > 0 : text < 0;
        }
        const auto& one = scoreAt(a, column).value;
        const auto& other = scoreAt(b, column).value;
        if (!one || !other) return one.has_value() && !other.has_value();
        if (*one != *other) return descending ? *one > *other : *one < *other;
        return column == ScoreColumn::DiffId &&
               softDiffIdOf(maps[*a.map]) > softDiffIdOf(maps[*b.map]);
    });
}

}  // namespace

QString scoreTitle(ScoreColumn column) {
    switch (column) {
        case ScoreColumn::Method:
            return scoreTr("method");
        case ScoreColumn::Insertion:
            return scoreTr("Ins ↑");
        case ScoreColumn::Deletion:
            return scoreTr("Del ↓");
        case ScoreColumn::DiffId:
            return scoreTr("DiffID ↑");
        case ScoreColumn::VersusRandom:
            return scoreTr("vs random");
        case ScoreColumn::RoadMorf:
            return scoreTr("MoRF ↓");
        case ScoreColumn::RoadLerf:
            return scoreTr("LeRF ↑");
        case ScoreColumn::RoadGap:
            return scoreTr("GAP ↑");
        case ScoreColumn::CompletenessGap:
            return scoreTr("gap ↓");
        case ScoreColumn::Seconds:
            break;
    }
    return scoreTr("s");
}

QString scoreHelp(ScoreColumn column) {
    switch (column) {
        case ScoreColumn::Insertion:
            return scoreTr(
                "Area under the probability while the most important pixels "
                "are put back: higher is better");
        case ScoreColumn::Deletion:
            return scoreTr(
                "Area under the probability while the most important pixels "
                "are removed: lower is better");
        case ScoreColumn::DiffId:
            return scoreTr(
                "Whether the class stays the likeliest without the least "
                "important, less whether without the most important: higher "
                "is better");
        case ScoreColumn::VersusRandom:
            return scoreTr("DiffID less the mean of the random maps");
        case ScoreColumn::RoadMorf:
            return scoreTr(
                "ROAD: mean probability with the most important pixels "
                "imputed: lower is better");
        case ScoreColumn::RoadLerf:
            return scoreTr(
                "ROAD: mean probability with the least important pixels "
                "imputed: higher is better");
        case ScoreColumn::RoadGap:
            return scoreTr("ROAD: LeRF less MoRF: higher is better");
        case ScoreColumn::CompletenessGap:
            return scoreTr(
                "How far ΣA is from the change of f, of methods that promise "
                "to be complete");
        case ScoreColumn::Seconds:
            return scoreTr("Seconds that the map took");
        case ScoreColumn::Method:
            break;
    }
    return {};
}

Qt::SortOrder bestFirst(ScoreColumn column) {
    switch (column) {
        case ScoreColumn::Method:
        case ScoreColumn::Deletion:
        case ScoreColumn::RoadMorf:
        case ScoreColumn::CompletenessGap:
        case ScoreColumn::Seconds:
            return Qt::AscendingOrder;
        default:
            return Qt::DescendingOrder;
    }
}

bool RandomSpread::tellsApart(double one, double other) const {
    return std::abs(one - other) > apartDeviations * deviation;
}

std::optional<RandomSpread> randomSpread(const std::vector<EvaluatedMap>& maps) {
    const std::vector<double> values = valuesOfControls(maps, &MapEvaluation::diffId);
    if (values.size() < 2) return std::nullopt;
    RandomSpread spread{*meanOfScores(values)};
    for (const double value : values)
        spread.deviation += (value - spread.mean) * (value - spread.mean);
    spread.deviation = std::sqrt(spread.deviation / static_cast<double>(values.size() - 1));
    return spread;
}

std::vector<ScoreRow> scoreRows(const std::vector<EvaluatedMap>& maps, ScoreColumn column,
                                Qt::SortOrder order) {
    const auto spread = randomSpread(maps);
    std::vector<ScoreRow> rows;
    for (std::size_t i = 0; i < maps.size(); ++i)
        if (!maps[i].isControl()) rows.push_back(rowOf(maps[i], i, spread));
    markLikeBest(rows, spread);
    sortRows(rows, maps, column, order);
    if (auto controls = controlRow(maps)) rows.push_back(std::move(*controls));
    return rows;
}

QString scoreText(const MapScore& score, ScoreColumn column) {
    if (!score.value) return score.why.empty() ? QString() : QStringLiteral("–");
    switch (column) {
        case ScoreColumn::CompletenessGap:
            return percentText(*score.value);
        case ScoreColumn::VersusRandom:
            return signedText(*score.value);
        case ScoreColumn::Seconds:
            return fixedText(*score.value, 1);
        default:
            return fixedText(*score.value, 3);
    }
}

Table scoreTable(const std::vector<ScoreRow>& rows) {
    Table table;
    for (int i = 0; i < scoreColumnCount; ++i)
        table.header.push_back(scoreTitle(static_cast<ScoreColumn>(i)).toStdString());
    for (const ScoreRow& row : rows) {
        std::vector<std::string>& cells = table.rows.emplace_back();
        cells.push_back(row.title.toStdString());
        for (std::size_t i = 1; i < row.scores.size(); ++i)
            cells.push_back(row.scores[i].value ? roundedText(*row.scores[i].value)
                                                : std::string());
    }
    return table;
}

}  // namespace sigscope::ui
