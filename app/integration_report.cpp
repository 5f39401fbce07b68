#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "app/bench_integration.h"
#include "engine/api/benchmark.h"

namespace sigscope::app {

namespace {

using Cases = std::vector<const IntegrationCase*>;

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
    if (std::isnan(value)) return "–";
    if (std::isinf(value)) return "more than was followed";
    char text[64];
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

/// Gradients up to that point; without end where a case was not followed so far.
double evaluationsOf(const IntegrationPoint* point) {
    return point ? point->evaluations : HUGE_VAL;
}

/// How much longer a gradient of the published program's loop takes; nothing if it was not timed.
std::optional<double> slownessOf(const IntegrationCase& one) {
    if (!one.referenceSecondsPerEvaluation) return std::nullopt;
    return *one.referenceSecondsPerEvaluation / one.secondsPerEvaluation;
}

std::string groupReport(const Cases& cases, double tolerance) {
    const auto medianIn = [&cases](auto valueOf) {
        return medianOf(cases,
                        [&](const IntegrationCase& one) { return std::optional(valueOf(one)); });
    };
    const double publishedEvaluations = cases.front()->published().evaluations;
    const double published =
        medianIn([](const IntegrationCase& one) { return one.published().error; });
    const double reaching = medianIn([](const IntegrationCase& one) {
        return evaluationsOf(one.reaching(one.published().error));
    });
    const double ending = medianIn(
        [tolerance](const IntegrationCase& one) { return evaluationsOf(one.within(tolerance)); });
    const double error =
        medianOf(cases, [tolerance](const IntegrationCase& one) -> std::optional<double> {
            const IntegrationPoint* point = one.within(tolerance);
            return point ? std::optional(point->error) : std::nullopt;
        });
    const double slowness = medianOf(cases, slownessOf);
    const double seconds =
        medianIn([](const IntegrationCase& one) { return one.secondsPerEvaluation; });
    const auto share = [&](double evaluations) {
        return line("  in, of the published loop's time",
                    number("%.3f", evaluations / publishedEvaluations / slowness));
    };
    return line(number("published rule, %.0f gradients: error", publishedEvaluations),
                percent(published)) +
           line("bisection reaches its error after", number("%.0f gradients", reaching)) +
           share(reaching) +
           line("a tolerance of " + percent(tolerance) + " ends after",
                number("%.0f gradients", ending)) +
           line("  with an error of", percent(error)) + share(ending) +
           estimateLines(cases, tolerance) + line("a gradient takes", number("%.4f s", seconds)) +
           line("one of the published loop takes", number("%.2f times as long", slowness));
}

}  // namespace

std::string integrationReport(const IntegrationBenchmark& benchmark) {
    std::string text = benchmark.model + " on " + benchmark.device +
                       (benchmark.partial ? ", interrupted\n" : "\n");
    for (const auto& [method, objective, cases] : groupsOf(benchmark))
        text += method + ", " + objective + ": medians over " + std::to_string(cases.size()) +
                " photographs\n" + groupReport(cases, benchmark.tolerance);
    text += "first preview after " + std::to_string(benchmark.firstPreviewEvaluations) +
            " gradients; at most " +
            number("%.2f GB", static_cast<double>(benchmark.peakBytes) / 1e9) + " of memory\n";
    return text;
}

}  // namespace sigscope::app
