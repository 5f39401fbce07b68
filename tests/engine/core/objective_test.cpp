#include "engine/problem/objective.h"

#include <cmath>

#include "engine/error.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;

namespace {

// Two points, three classes.
const double z[2][3] = {{2, -1, 0.5}, {0.25, 3, -2}};

at::Tensor logits() {
    return at::tensor(at::ArrayRef<double>(&z[0][0], 6)).view({2, 3});
}

double softmax(const double (&row)[3], int c) {
    return std::exp(row[c]) / (std::exp(row[0]) + std::exp(row[1]) + std::exp(row[2]));
}

}  // namespace

TEST_CASE("objective: every kind is its formula", "[quick]") {
    const auto f = [](const char* name, int point) {
        const Objective objective{objectiveKind(name), 2, 0};
        return objective.of(logits())[point].item<double>();
    };
    for (int i = 0; i < 2; ++i) {
        const double zc = z[i][2];
        CHECK(f("logit", i) == zc);
        CHECK(f("probability", i) == Approx(softmax(z[i], 2)).epsilon(1e-14));
        CHECK(f("log-probability", i) == Approx(std::log(softmax(z[i], 2))).epsilon(1e-14));
        CHECK(f("contrast", i) == zc - z[i][0]);
        CHECK(f("sigmoid", i) == Approx(1 / (1 + std::exp(-zc))).epsilon(1e-14));
    }
}

TEST_CASE("objective: the logarithm stays finite where the probability is 0", "[quick]") {
    const at::Tensor far = at::tensor({1e4, 0.0}).view({1, 2});
    const Objective objective{Objective::Kind::LogProbability, 1, 0};
    CHECK(objective.of(far)[0].item<double>() == -1e4);
}

TEST_CASE("objective: one output has a sigmoid and a logit, and the advice says so", "[quick]") {
    using Kind = Objective::Kind;
    for (const Kind kind : {Kind::Probability, Kind::LogProbability, Kind::Contrast}) {
        CHECK_THROWS_WITH(requireMeaning(kind, 1), Catch::Contains("use sigmoid"));
        CHECK_NOTHROW(requireMeaning(kind, 2));
    }
    CHECK_NOTHROW(requireMeaning(Kind::Sigmoid, 1));
    CHECK_NOTHROW(requireMeaning(Kind::Logit, 1));
}
