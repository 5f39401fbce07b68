#include "engine/api/study_figures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace sigscope {

namespace {

using PictureValues = std::map<std::string, double>;  ///< By picture.

PictureValues valuesOfMethod(const std::vector<StudyRow>& rows, const std::string& model,
                             const std::string& metric, const std::string& method) {
    PictureValues values;
    for (const StudyRow& row : rows)
        if (row.model == model && row.metric == metric && row.method == method && row.value &&
            std::isfinite(*row.value))
            values[row.picture] = *row.value;
    return values;
}

double medianOf(std::vector<double> values) {
    std::ranges::sort(values);
    return quantileOf(values, 0.5);
}

}  // namespace

std::vector<MethodCost> methodCosts(const StudyContents& study,
                                    const std::vector<std::string>& methods,
                                    const std::string& model, const std::string& metric) {
    std::vector<MethodCost> costs;
    for (const std::string& method : methods) {
        const PictureValues worth = valuesOfMethod(study.rows, model, metric, method);
        std::vector<double> seconds, values;
        for (const StudyMap& map : study.maps) {
            if (map.model != model || map.method != method) continue;
            const auto value = worth.find(map.picture);
            if (value == worth.end()) continue;
            seconds.push_back(map.seconds);
            values.push_back(value->second);
        }
        if (!seconds.empty()) costs.push_back({method, medianOf(seconds), medianOf(values)});
    }
    return costs;
}

std::vector<Distribution> distributionsOf(const std::vector<StudyRow>& rows,
                                          const std::vector<std::string>& methods,
                                          const std::string& model, const std::string& metric) {
    std::vector<Distribution> distributions;
    for (const std::string& method : methods) {
        Distribution distribution{method, {}};
        for (const auto& [picture, value] : valuesOfMethod(rows, model, metric, method))
            distribution.values.push_back(value);
        std::ranges::sort(distribution.values);
        if (!distribution.values.empty()) distributions.push_back(std::move(distribution));
    }
    return distributions;
}

std::vector<std::string> methodsByRank(const std::vector<StudySummaryRow>& summary,
                                       const std::string& model, const std::string& metric) {
    std::vector<std::string> methods;
    for (const StudySummaryRow& row : summary)
        if (row.model == model && row.metric == metric) methods.push_back(row.method);
    return methods;
}

ExtremePictures extremePictures(const std::vector<StudyRow>& rows, const StudySummaryRow& of,
                                Better better, std::size_t count) {
    std::vector<StudyRow> own;
    for (const StudyRow& row : rows)
        if (row.model == of.model && row.metric == of.metric && row.method == of.method &&
            row.value && std::isfinite(*row.value))
            own.push_back(row);
    std::ranges::stable_sort(own, [better](const StudyRow& a, const StudyRow& b) {
        return better == Better::Lower ? *a.value < *b.value : *a.value > *b.value;
    });
    ExtremePictures extreme;
    // Of few pictures the better half is not among the worst.
    const std::size_t best = std::min(count, (own.size() + 1) / 2);
    const std::size_t worst = std::min(count, own.size() - best);
    extreme.best.assign(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(best));
    extreme.worst.assign(own.rbegin(), own.rbegin() + static_cast<std::ptrdiff_t>(worst));
    return extreme;
}

}  // namespace sigscope
