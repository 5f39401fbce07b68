#include "engine/api/evaluation.h"

#include "engine/api/engine.h"
#include "engine/io/npy.h"
#include "tests/support/runs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;
using Catch::Contains;

namespace {

Evaluation evaluated(const EvaluationRequest& request) {
    const auto end = runEvaluation(request);
    if (const auto* failure = std::get_if<RunFailure>(&end)) FAIL(failure->message);
    return std::get<Evaluation>(end);
}

RunFailure refusalOf(const EvaluationRequest& request) {
    const auto end = runEvaluation(request);
    REQUIRE(std::holds_alternative<RunFailure>(end));
    return std::get<RunFailure>(end);
}

}  // namespace

TEST_CASE("evaluation: a method's map and the file of it are worth the same") {
    const tests::TemporaryFolder folder;
    ExplainRequest explain = tinyRequest();
    explain.method = "gradient-x-input";
    std::shared_ptr<const Explanation> explanation;
    {
        const auto engine = makeEngine();
        explanation = runToEnd(*engine, explain).end.explanation;
    }
    REQUIRE(explanation);
    REQUIRE(writeNpz(folder.path() / "ours.npz", *explanation));
    const Array& map = explanation->attribution;
    const auto theirs = folder.write(
        "theirs.npy",
        io::npyBytes({3, static_cast<std::size_t>(map.height), static_cast<std::size_t>(map.width)},
                     map.values));
    EvaluationRequest request;
    request.pictures = {tinyRequest()};
    request.methods = {{"gradient-x-input"}};
    request.metrics = {"deletion", "insertion"};
    request.maps = {{tinyRequest(), folder.path() / "ours.npz"}, {tinyRequest(), theirs}};
    const Evaluation evaluation = evaluated(request);
    REQUIRE(evaluation.rows.size() == 6);
    CHECK(evaluation.rows[0].picture == "chelsea.png");
    CHECK(evaluation.rows[2].map == "ours.npz");
    CHECK(evaluation.rows[4].map == "theirs.npy");
    for (std::size_t i : {0, 1}) {
        REQUIRE(evaluation.rows[i].value);
        CHECK(std::abs(*evaluation.rows[i].value) <= 1);
        // The same map, ranked by the same float32 values: to the bit.
        CHECK(evaluation.rows[2 + i].value == evaluation.rows[4 + i].value);
        // The method's own is float64: elements that are equal in float32 may change places.
        CHECK(*evaluation.rows[i].value == Approx(*evaluation.rows[2 + i].value).margin(0.01));
    }
    CHECK(evaluationTable(evaluation).rows.size() == 6);
}

TEST_CASE("evaluation: it is said of a map that it ranks nothing") {
    const tests::TemporaryFolder folder;
    std::vector<float> values(3 * 32 * 32, 0.5F);
    const auto flat = folder.write("flat.npy", io::npyBytes({3, 32, 32}, values));
    values.back() = 1;
    const auto uneven = folder.write("uneven.npy", io::npyBytes({3, 32, 32}, values));
    EvaluationRequest request;
    request.pictures = {tinyRequest()};
    request.metrics = {"deletion"};
    request.maps = {{tinyRequest(), flat}, {tinyRequest(), uneven}};
    const Evaluation evaluation = evaluated(request);
    REQUIRE(evaluation.rows.size() == 2);
    REQUIRE(evaluation.notes.size() == 1);
    CHECK_THAT(evaluation.notes.front(), Catch::StartsWith("flat.npy: is the same everywhere"));
}

TEST_CASE("evaluation: metrics measure as they were told") {
    EvaluationRequest request;
    request.pictures = {tinyRequest()};
    request.pictures.front().baselines = {parseBaseline("white")};
    request.methods = {{"gradient-x-input"}};
    request.metrics = {"deletion"};
    const double toZero = *evaluated(request).rows.at(0).value;
    request.metricValues = {{"deletion-end", std::string("baseline")}};
    CHECK(*evaluated(request).rows.at(0).value != toZero);
    request.metricValues = {{"deletion-end", std::string("black hole")}};
    CHECK_THAT(refusalOf(request).message, Contains("'black hole' is none of zero, baseline"));
}

TEST_CASE("evaluation: a method that promises no sum has no completeness gap") {
    EvaluationRequest request;
    request.pictures = {tinyRequest()};
    request.methods = {{"ig"}, {"gradient-x-input"}};
    request.metrics = {"completeness-gap"};
    const Evaluation evaluation = evaluated(request);
    REQUIRE(evaluation.rows.size() == 2);
    CHECK(evaluation.rows[0].value);
    CHECK_FALSE(evaluation.rows[1].value);
    CHECK(evaluation.rows[1].reason == "the method promises no sum");
}

TEST_CASE("evaluation: random maps are one row with their mean and deviation") {
    EvaluationRequest request;
    request.pictures = {tinyRequest()};
    request.metrics = {"deletion"};
    request.randomMaps = 3;
    const Evaluation evaluation = evaluated(request);
    REQUIRE(evaluation.rows.size() == 1);
    CHECK(evaluation.rows[0].map == "random");
    REQUIRE(evaluation.rows[0].deviation);
    double mean = 0;
    for (std::int64_t seed : {1, 2, 3}) {
        EvaluationRequest single = request;
        single.randomMaps = 0;
        single.methods = {{"random", {{"draw-seed", seed}}}};
        mean += *evaluated(single).rows[0].value / 3;
    }
    CHECK(*evaluation.rows[0].value == Approx(mean));
}

TEST_CASE("evaluation: the label's probability counts where there is one") {
    EvaluationRequest request;
    request.pictures = {tinyRequest()};
    request.methods = {{"edges"}};  // A map that is the same for each class.
    request.metrics = {"deletion"};
    const double top = *evaluated(request).rows[0].value;
    request.label = "index:1";
    const double first = *evaluated(request).rows[0].value;
    request.label = "index:2";
    CHECK((first != top || *evaluated(request).rows[0].value != top));
    request.label = "unicorn";
    CHECK_THAT(refusalOf(request).message, Contains("unicorn"));
}

TEST_CASE("evaluation: a map of another size is refused with both sizes") {
    const tests::TemporaryFolder folder;
    const auto file = folder.write("small.npy", io::npyBytes({2, 3}, std::vector<float>(6, 1.0F)));
    EvaluationRequest request;
    request.maps = {{tinyRequest(), file}};
    request.metrics = {"deletion"};
    const RunFailure failure = refusalOf(request);
    CHECK(failure.cause == FailureCause::Input);
    CHECK_THAT(failure.message, Contains("small.npy: is of 2×3 pixels, the model sees"));
    request.metrics = {"beauty"};
    CHECK_THAT(refusalOf(request).message, Contains("'beauty' is none of"));
}

TEST_CASE("evaluation: model randomisation takes the layers from the architecture") {
    EvaluationRequest request;
    request.pictures = {tinyRequest()};
    request.methods = {ChosenMethod{"gradient-x-input"}, ChosenMethod{"edges"}};
    request.metrics = {"randomisation"};
    const Evaluation evaluation = evaluated(request);
    const auto valueOf = [&](const std::string& map) {
        for (const EvaluationRow& row : evaluation.rows)
            if (row.map == map && row.metric == "randomisation") return row.value.value();
        FAIL("no row of " << map);
        return 0.0;
    };
    // Edges do not ask the network.
    CHECK(valueOf("edges") == Approx(1).epsilon(1e-9));
    CHECK(valueOf("gradient-x-input") < 0.95);
    // Of a module alone another network is asked, but for the first: so do the curves say.
    request.methods = {ChosenMethod{"gradient-x-input"}};
    const auto curveOf = [&](const ParameterValues& values) {
        request.metricValues = values;
        return evaluated(request).curves.at(0).curves.at(0).y;
    };
    const auto cascade = curveOf({});
    const auto alone = curveOf({{"randomise", std::string("independent")}});
    REQUIRE(cascade.size() == alone.size());
    CHECK(cascade.front() == alone.front());
    CHECK(cascade.back() != alone.back());
    CHECK(curveOf({{"randomised-stages", std::int64_t{2}}}).size() == 2);
}

TEST_CASE("evaluation: a class that the model lacks is named in the refusal") {
    EvaluationRequest request;
    request.pictures = {tinyRequest()};
    request.methods = {{"gradient-x-input"}};
    request.metrics = {"deletion"};
    request.label = "label:no such class";
    CHECK_THAT(refusalOf(request).message, Contains("no such class"));
}
