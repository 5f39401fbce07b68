#include "tests/core_only/comparison.h"

#include <ATen/ATen.h>

#include <cstdio>

#include "engine/baselines/baseline.h"
#include "tests/support/small_problem.h"

namespace sigscope::golden {

namespace {

class Unheard final : public integration::Observer {};

at::Tensor inputOf(const models::Classifier& classifier, const Arrays& arrays) {
    return arrays.at("input").to(classifier.device, classifier.dtype);
}

}  // namespace

std::set<std::string> entriesOf(const Arrays& arrays, const std::string& suffix) {
    std::set<std::string> entries;
    for (const auto& [name, array] : arrays)
        if (name.ends_with(suffix)) entries.insert(name.substr(0, name.size() - suffix.size()));
    return entries;
}

at::Tensor mapOf(const std::shared_ptr<const models::Classifier>& classifier, const Arrays& arrays,
                 const Settings& settings) {
    Problem problem;
    problem.classifier = classifier;
    problem.input = inputOf(*classifier, arrays);
    problem.baseline = baselines::makeBaseline(settings.baseline, problem.input,
                                               classifier->preprocessing, /*seed=*/0);
    problem.objective = {settings.objective, arrays.at("label").item<int>()};
    GoldenInputs auxiliary(arrays, *classifier);
    Unheard observer;
    constexpr std::int64_t memoryBudget = 512LL << 20;
    return testing::runMethod(problem, settings.method, settings.parameters, observer, memoryBudget,
                              &auxiliary)
        .map.to(at::kCPU, at::kDouble);
}

at::Tensor logitsOf(const models::Classifier& classifier, const Arrays& arrays) {
    const at::NoGradGuard noGradients;
    return classifier.network->logits(inputOf(classifier, arrays).unsqueeze(0))[0].to(at::kCPU,
                                                                                      at::kDouble);
}

void Score::atMost(const std::string& what, double value, double limit) {
    add(what, value, "<=", limit, value <= limit);
}

void Score::atLeast(const std::string& what, double value, double limit) {
    add(what, value, ">=", limit, value >= limit);
}

void Score::add(const std::string& what, double value, const char* relation, double limit,
                bool holds) {
    std::printf("%-6s %-52s %.10g %s %g\n", holds ? "ok" : "FAILED", what.c_str(), value, relation,
                limit);
    ++m_compared;
    m_failed += holds ? 0 : 1;
}

int Score::conclude() const {
    std::printf("%d compared, %d failed\n", m_compared, m_failed);
    return m_failed == 0 && m_compared > 0 ? 0 : 1;
}

}  // namespace sigscope::golden
