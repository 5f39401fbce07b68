#include "engine/api/integration_benchmark.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>

namespace sigscope {

namespace {

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

std::string number(const std::optional<double>& value) {
    return value ? number(*value) : std::string();
}

template <typename Condition>
const IntegrationPoint* firstOf(const IntegrationCase& one, Condition condition) {
    const auto found = std::ranges::find_if(one.points, [&](const IntegrationPoint& point) {
        return point.rule == NodeRule::Bisection && condition(point);
    });
    return found == one.points.end() ? nullptr : &*found;
}

}  // namespace

std::string nameOf(NodeRule rule) {
    switch (rule) {
        case NodeRule::Bisection:
            return "bisection";
        case NodeRule::Dyadic:
            return "dyadic";
        case NodeRule::Published:
            break;
    }
    return "published";
}

const IntegrationPoint* IntegrationCase::within(double tolerance) const {
    return firstOf(*this, [tolerance](const IntegrationPoint& point) {
        return point.estimate && *point.estimate <= tolerance;
    });
}

const IntegrationPoint* IntegrationCase::reaching(double error) const {
    return firstOf(*this, [error](const IntegrationPoint& point) { return point.error <= error; });
}

const IntegrationPoint& IntegrationCase::published() const {
    return *std::ranges::find(points, NodeRule::Published, &IntegrationPoint::rule);
}

std::vector<CaseGroup> groupsOf(const IntegrationBenchmark& benchmark) {
    std::map<std::pair<std::string, std::string>, CaseGroup> groups;
    for (const IntegrationCase& one : benchmark.cases) {
        CaseGroup& group = groups[{one.method, one.objective}];
        group.method = one.method;
        group.objective = one.objective;
        group.cases.push_back(&one);
    }
    std::vector<CaseGroup> all;
    for (auto& [names, group] : groups) all.push_back(std::move(group));
    return all;
}

std::string integrationCsv(const IntegrationBenchmark& benchmark) {
    std::string text =
        "image,method,f,rule,evaluations,error,estimate,seconds_per_evaluation,"
        "reference_seconds_per_evaluation\n";
    for (const IntegrationCase& one : benchmark.cases)
        for (const IntegrationPoint& point : one.points)
            text += '"' + one.image + "\"," + one.method + "," + one.objective + "," +
                    nameOf(point.rule) + "," + std::to_string(point.evaluations) + "," +
                    number(point.error) + "," + number(point.estimate) + "," +
                    number(one.secondsPerEvaluation) + "," +
                    number(one.referenceSecondsPerEvaluation) + "\n";
    return text;
}

}  // namespace sigscope
