#include "engine/api/study_summary.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <tuple>

namespace sigscope {

namespace {

constexpr int drawCount = 10'000;
constexpr std::uint64_t drawSeed = 1;  // A report made again says the same.

double meanOf(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// |mean| with the signs that `flips` says: one bit for each.
template <typename Flip>
double flippedMean(std::span<const double> values, Flip flips) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += flips(i) ? -values[i] : values[i];
    return std::abs(sum) / static_cast<double>(values.size());
}

using Values = std::map<std::string, double>;  ///< By picture.

std::vector<double> numbersOf(const Values& values) {
    std::vector<double> numbers;
    for (const auto& [picture, value] : values) numbers.push_back(value);
    return numbers;
}

std::vector<double> pairDifferences(const Values& values, const Values& others) {
    std::vector<double> result;
    for (const auto& [picture, value] : values)
        if (const auto other = others.find(picture); other != others.end())
            result.push_back(value - other->second);
    return result;
}

/// By the mean; what judges no map ranks none.
void rank(std::vector<StudySummaryRow>& group, Better better) {
    if (better == Better::Neither) return;
    std::ranges::stable_sort(group, [better](const auto& a, const auto& b) {
        return better == Better::Higher ? a.mean > b.mean : a.mean < b.mean;
    });
    for (std::size_t i = 0; i < group.size(); ++i) {
        const bool isTie = i > 0 && group[i].mean == group[i - 1].mean;
        group[i].rank = isTie ? group[i - 1].rank : static_cast<int>(i) + 1;
    }
}

}  // namespace

double quantileOf(const std::vector<double>& sorted, double share) {
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

Better betterOf(const std::vector<MetricSpec>& metrics, const std::string& name) {
    const auto found =
        std::ranges::find(metrics, name.substr(0, name.find('/')), &MetricSpec::name);
    return found == metrics.end() ? Better::Neither : found->better;
}

Interval bootstrapInterval(std::span<const double> values) {
    if (values.empty()) return {std::nan(""), std::nan("")};
    std::mt19937_64 random(drawSeed);
    std::vector<double> means(drawCount);
    for (double& mean : means) {
        double sum = 0;
        // The standard's generator is the same everywhere, its distributions are not.
        for (std::size_t i = 0; i < values.size(); ++i) sum += values[random() % values.size()];
        mean = sum / static_cast<double>(values.size());
    }
    std::ranges::sort(means);
    return {quantileOf(means, 0.025), quantileOf(means, 0.975)};
}

double signFlipTest(std::span<const double> differences) {
    if (differences.empty()) return 1;
    constexpr std::size_t mostTried = 13;  // 2^13 signs are fewer than the draws.
    // What is equal but for the order of rounding counts as equal.
    const double observed = std::abs(meanOf(differences)) * (1 - 1e-12);
    int asFar = 0;
    if (differences.size() <= mostTried) {
        const std::uint32_t all = 1U << differences.size();
        for (std::uint32_t signs = 0; signs < all; ++signs)
            asFar += flippedMean(differences,
                                 [signs](std::size_t i) { return (signs >> i) & 1U; }) >= observed;
        return static_cast<double>(asFar) / all;
    }
    std::mt19937_64 random(drawSeed);
    for (int draw = 0; draw < drawCount; ++draw)
        asFar +=
            flippedMean(differences, [&random](std::size_t) { return random() & 1U; }) >= observed;
    return (asFar + 1.0) / (drawCount + 1.0);
}

std::vector<StudySummaryRow> summarise(const std::vector<StudyRow>& rows,
                                       const std::vector<MetricSpec>& metrics,
                                       const std::string& against) {
    std::map<std::pair<std::string, std::string>, std::map<std::string, Values>> groups;
    for (const StudyRow& row : rows)
        if (row.value && std::isfinite(*row.value))
            groups[{row.model, row.metric}][row.method][row.picture] = *row.value;
    std::vector<StudySummaryRow> summary;
    for (const auto& [key, methods] : groups) {
        std::vector<StudySummaryRow> group;
        const auto chosen = methods.find(against);
        for (const auto& [method, values] : methods) {
            const std::vector<double> numbers = numbersOf(values);
            StudySummaryRow& row = group.emplace_back();
            std::tie(row.model, row.metric) = key;
            row.method = method;
            row.pictures = static_cast<int>(numbers.size());
            row.mean = meanOf(numbers);
            row.interval = bootstrapInterval(numbers);
            if (chosen != methods.end() && method != against)
                row.p = signFlipTest(pairDifferences(values, chosen->second));
        }
        rank(group, betterOf(metrics, key.second));
        summary.insert(summary.end(), group.begin(), group.end());
    }
    return summary;
}

std::vector<std::string> summarisedModels(const std::vector<StudySummaryRow>& summary) {
    std::vector<std::string> models;
    for (const StudySummaryRow& row : summary)
        if (std::ranges::find(models, row.model) == models.end()) models.push_back(row.model);
    return models;
}

bool isPartOfMetric(const std::string& metric) {
    return metric.find('/') != std::string::npos;
}

Table summaryTable(const std::vector<StudySummaryRow>& rows, const std::string& against) {
    Table table{{"model", "metric", "method", "pictures", "mean", "low", "high"}, {}, 3};
    if (!against.empty()) table.header.push_back("p against " + against);
    table.header.emplace_back("rank");
    for (const StudySummaryRow& row : rows) {
        std::vector<std::string> cells{row.model,
                                       row.metric,
                                       row.method,
                                       std::to_string(row.pictures),
                                       roundedText(row.mean),
                                       roundedText(row.interval.low),
                                       roundedText(row.interval.high)};
        if (!against.empty()) cells.push_back(row.p ? roundedText(*row.p) : "");
        cells.push_back(row.rank > 0 ? std::to_string(row.rank) : "");
        table.rows.push_back(std::move(cells));
    }
    return table;
}

}  // namespace sigscope
