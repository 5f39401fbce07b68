#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <utility>

#include "app/bench_integration.h"

namespace sigscope::app {

namespace {

using Cases = std::vector<const IntegrationCase*>;

double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// The median over the cases that have a value.
template <typename ValueOf>
double medianOf(const Cases& cases, ValueOf valueOf) {
    std::vector<double> values;
    for (const IntegrationCase* one : cases)
        if (const std::optional<double> value = valueOf(*one)) values.push_back(*value);
    return median(std::move(values));
}

std::string line(const std::string& name, const std::string& value) {
    constexpr std::size_t column = 46;
    return "  " + name + std::string(column - std::min(column, name.size()), ' ') + value + "\n";
}

std::string number(const char* format, double value) {
    if (!std::isfinite(value)) return "more than was followed";
    char text[48];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

std::string percent(double share) {
    return number("%.2f %%", 100 * share);
}

/// At the checkpoint that ends the default run, how far the estimate is from the error.
std::string estimateLines(const Cases& cases, double tolerance) {
    std::vector<double> ratios;
    for (const IntegrationCase* one : cases)
        if (const IntegrationPoint* end = one->within(tolerance))
            ratios.push_back(*end->estimate / end->error);
    const auto good =
        std::ranges::count_if(ratios, [](double ratio) { return ratio >= 0.5 && ratio <= 2; });
    return line("estimate / error there", number("%.2f", median(ratios))) +
           line("within a factor of 2",
                std::to_string(good) + " of " + std::to_string(ratios.size()));
}

std::string groupReport(const Cases& cases, double tolerance) {
    const auto end = [tolerance](auto valueOf) {
        return [tolerance, valueOf](const IntegrationCase& one) -> std::optional<double> {
            const IntegrationPoint* point = one.within(tolerance);
            return point ? std::optional<double>(valueOf(*point)) : std::nullopt;
        };
    };
    const double published = medianOf(
        cases, [](const IntegrationCase& one) { return std::optional(one.publishedError()); });
    const double reaching =
        medianOf(cases, [](const IntegrationCase& one) -> std::optional<double> {
            const IntegrationPoint* point = one.reaching(one.publishedError());
            return point ? std::optional<double>(point->evaluations) : std::nullopt;
        });
    // Who was not followed so far would have taken more.
    const double evaluations = medianOf(cases, [tolerance](const IntegrationCase& one) {
        const IntegrationPoint* point = one.within(tolerance);
        return std::optional<double>(point ? point->evaluations : HUGE_VAL);
    });
    const double ratio = medianOf(cases, [](const IntegrationCase& one) {
        return one.referenceSecondsPerEvaluation
                   ? std::optional(*one.referenceSecondsPerEvaluation / one.secondsPerEvaluation)
                   : std::nullopt;
    });
    const double seconds = medianOf(
        cases, [](const IntegrationCase& one) { return std::optional(one.secondsPerEvaluation); });
    return line("published rule, 200 gradients: error", percent(published)) +
           line("bisection reaches its error after", number("%.0f gradients", reaching)) +
           line("  in, of the published loop's time", number("%.3f", reaching / 200 / ratio)) +
           line("a tolerance of " + percent(tolerance) + " ends after",
                number("%.0f gradients", evaluations)) +
           line("  with an error of",
                percent(medianOf(cases,
                                 end([](const IntegrationPoint& point) { return point.error; })))) +
           line("  in, of the published loop's time", number("%.3f", evaluations / 200 / ratio)) +
           estimateLines(cases, tolerance) + line("a gradient takes", number("%.4f s", seconds)) +
           line("one of the published loop takes", number("%.2f times as long", ratio));
}

}  // namespace

std::string integrationReport(const IntegrationBenchmark& benchmark, double tolerance) {
    std::map<std::pair<std::string, std::string>, Cases> groups;
    for (const IntegrationCase& one : benchmark.cases)
        groups[{one.method, one.objective}].push_back(&one);
    std::string text = benchmark.model + " on " + benchmark.device +
                       (benchmark.partial ? ", interrupted\n" : "\n");
    for (const auto& [names, cases] : groups)
        text += names.first + ", " + names.second + ": medians over " +
                std::to_string(cases.size()) + " photographs\n" + groupReport(cases, tolerance);
    text += "first preview after " + std::to_string(benchmark.firstPreviewEvaluations) +
            " gradients; at most " +
            number("%.2f GB", static_cast<double>(benchmark.peakBytes) / 1e9) + " of memory\n";
    return text;
}

}  // namespace sigscope::app
