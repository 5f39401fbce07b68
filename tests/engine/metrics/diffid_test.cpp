#include "engine/metrics/diffid.h"

#include "engine/baselines/impulse_blur.h"
#include "engine/metrics/ranking.h"
#include "engine/metrics/scores.h"

#include <set>
#include <string>

#include "tests/support/golden.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

using Arrays = std::map<std::string, at::Tensor>;

/// "ig.prob.soft" of "diffid.ig.prob.soft/insertion".
std::set<std::string> entriesOf(const Arrays& arrays) {
    const std::string beginning = "diffid.";
    std::set<std::string> entries;
    for (const auto& [name, array] : arrays)
        if (name.starts_with(beginning))
            entries.insert(name.substr(beginning.size(), name.find('/') - beginning.size()));
    return entries;
}

at::Tensor tensorOf(const std::vector<double>& values) {
    return at::tensor(values, at::kDouble);
}

void compare(const Problem& problem, const Arrays& arrays, const std::string& entry) {
    const std::size_t dot = entry.rfind('.');
    const std::string score = entry.substr(dot + 1);
    REQUIRE((score == "binary" || score == "soft"));
    const auto result =
        metrics::diffId(problem, arrays.at(entry.substr(0, dot) + "/attribution"),
                        score == "soft" ? metrics::Score::Soft : metrics::Score::Binary);
    const auto golden = [&](const std::string& array) {
        return arrays.at("diffid." + entry + "/" + array).to(at::kDouble);
    };
    // float64 throughout: what counts is exact, what is a probability agrees to 1e-8.
    const double closeness = score == "soft" ? 1e-8 : 0;
    CHECK((tensorOf(result.insertion) - golden("insertion")).abs().max().item<double>() <=
          closeness);
    CHECK((tensorOf(result.deletion) - golden("deletion")).abs().max().item<double>() <= closeness);
    // Stored rounded to float32.
    CHECK(std::abs(result.difference() - golden("diffid").item<double>()) <= 1e-7);
}

}  // namespace

TEST_CASE("golden.diffid: insertion and deletion equal the published program's", "[quick]") {
    int compared = 0;
    for (const auto& file : golden::files(golden::Kind::Tiny)) {
        const Arrays arrays = golden::load(file);
        Problem problem;
        problem.classifier =
            models::loadClassifier(golden::tinyNetFile().string(), c10::kCPU, c10::kDouble);
        problem.input = arrays.at("input");
        problem.objective = {Objective::Kind::Probability, arrays.at("label").item<int>()};
        for (const std::string& entry : entriesOf(arrays)) {
            INFO(file.filename().string() << ": " << entry);
            compare(problem, arrays, entry);
            ++compared;
        }
    }
    CHECK((compared > 0 || golden::isReplaced()));
}

TEST_CASE("diffid: elements are replaced by what the fill says", "[quick]") {
    Problem problem = smallProblem({.seed = 6});
    const at::Tensor& input = problem.input;
    const at::Tensor map = runMethod(problem, "ig", {}).map;
    const at::Tensor order = map.abs().flatten().argsort(true, 0, true);
    const std::int64_t replaced = metrics::countOf(0.3, order.numel());
    const auto probabilityWithout = [&](const at::Tensor& gone, metrics::Fill fill) {
        const at::Tensor kept =
            at::ones_like(input, at::kBool).flatten().index_fill(0, gone, false).view_as(input);
        at::Tensor others = at::zeros_like(input);
        if (fill == metrics::Fill::Blur) others = baselines::impulseBlur(input);
        if (fill == metrics::Fill::KeptMean) others.fill_(input.masked_select(kept).mean());
        return metrics::scoresOf(*problem.classifier, problem.objective.target,
                                 at::where(kept, input, others).unsqueeze(0))
            .probability.front();
    };
    const double whole =
        metrics::scoresOf(*problem.classifier, problem.objective.target, input.unsqueeze(0))
            .probability.front();
    for (const auto fill : {metrics::Fill::KeptMean, metrics::Fill::Zero, metrics::Fill::Blur}) {
        const auto result = metrics::diffId(problem, map, metrics::Score::Soft, {0.3}, fill);
        const auto share = [&](const at::Tensor& gone) {
            // The published program adds 1e-8 to what it divides by.
            return std::min(1.0, probabilityWithout(gone, fill) / (whole + 1e-8));
        };
        CHECK(result.deletion.front() == Approx(share(order.slice(0, 0, replaced))).epsilon(1e-6));
        CHECK(result.insertion.front() ==
              Approx(share(order.slice(0, order.numel() - replaced))).epsilon(1e-6));
    }
}

TEST_CASE("diffid: binary scores need two pictures for each ratio and no others", "[quick]") {
    int evaluations = 0;
    const Problem problem = smallProblem({.seed = 5, .beforeEvaluation = [&] { ++evaluations; }});
    const at::Tensor map = at::ones_like(problem.input);
    // A micro-batch on a CPU has eight.
    static_cast<void>(metrics::diffId(problem, map, metrics::Score::Binary, {0.2, 0.4, 0.6, 0.8}));
    CHECK(evaluations == 1);
    static_cast<void>(metrics::diffId(problem, map, metrics::Score::Soft, {0.2, 0.4, 0.6, 0.8}));
    CHECK(evaluations == 3);
}

TEST_CASE("diffid: replacing nothing costs nothing, and order decides", "[quick]") {
    Problem problem = smallProblem({.seed = 5});
    const at::Tensor logits = problem.classifier->network->logits(problem.input.unsqueeze(0));
    problem.objective.target = logits.argmax().item<int>();
    const at::Tensor map = runMethod(problem, "ig", {}).map;
    const auto nothing = metrics::diffId(problem, map, metrics::Score::Soft, {1e-6});
    CHECK(nothing.insertion.front() == Approx(1));
    CHECK(nothing.deletion.front() == Approx(1));
    // In the reverse order, the most important elements are the least important ones.
    const at::Tensor flipped = (map.abs() + 1).reciprocal();
    const auto straight = metrics::diffId(problem, map, metrics::Score::Soft, {0.5});
    const auto reversed = metrics::diffId(problem, flipped, metrics::Score::Soft, {0.5});
    CHECK(reversed.insertion.front() == Approx(straight.deletion.front()));
    CHECK(reversed.deletion.front() == Approx(straight.insertion.front()));
}
