// Paths through an autoencoder: what they report, how they are searched for and stopped, and
// pictures of any size.

#include <cmath>

#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

/// dec(z) = tanh of z, each value repeated; enc the mean of each square. Counts what it does.
class BlockAutoencoder final : public models::Autoencoder {
public:
    explicit BlockAutoencoder(int side = 4) : m_side(side) {}

    at::Tensor encode(const at::Tensor& raw) const override {
        ++encodings;
        encoded = raw;
        return at::avg_pool2d(raw, m_side);
    }
    at::Tensor decode(const at::Tensor& latent) const override {
        ++decodings;
        return at::tanh(latent.repeat_interleave(m_side, 2).repeat_interleave(m_side, 3));
    }
    int factor() const override { return m_side; }

    mutable int encodings = 0;
    mutable int decodings = 0;
    mutable at::Tensor encoded;

private:
    int m_side;
};

class OneAutoencoder final : public AuxiliaryInputs {
public:
    std::shared_ptr<const models::Autoencoder> autoencoder(const std::string&,
                                                           const Problem&) override {
        return shared;
    }
    at::Tensor references(const std::string&, int, std::int64_t, const Problem&) override {
        return {};
    }
    std::shared_ptr<const models::Denoiser> denoiser(const std::string&, const Problem&) override {
        return nullptr;
    }
    at::Tensor labels(const std::string&, const Problem&) override { return {}; }
    std::shared_ptr<BlockAutoencoder> shared = std::make_shared<BlockAutoencoder>();
};

/// Keeps the progress of a search, and asks to stop at a step of it.
class SearchProbe final : public integration::Observer {
public:
    explicit SearchProbe(int last = -1) : m_last(last) {}

    void searched(int step, int total) override {
        steps.push_back(step);
        totals.push_back(total);
        if (step == m_last) stop.request_stop();
    }

    std::stop_source stop;
    std::vector<int> steps;
    std::vector<int> totals;

private:
    int m_last;
};

constexpr std::int64_t budget = 512LL << 20;

/// 10 points, 8 of them between the ends.
ParameterValues search(double tolerance, std::int64_t sweeps = 3) {
    return {{"steps", std::int64_t{10}}, {"sweeps", sweeps}, {"energy-tolerance", tolerance}};
}

}  // namespace

TEST_CASE("latent paths: report their reconstruction gap", "[quick][method.eig][method.mig]") {
    const Problem problem = smallProblem({.seed = 61});
    golden::GoldenInputs auxiliary(problem.input);
    const auto autoencoder = auxiliary.autoencoder("", problem);
    const auto gap = [&](const at::Tensor& picture) {
        const at::Tensor raw =
            models::denormalise(picture.unsqueeze(0), problem.classifier->preprocessing);
        const at::Tensor off = autoencoder->decode(autoencoder->encode(raw)) - raw;
        return off.norm().item<double>() / std::sqrt(static_cast<double>(off.numel()));
    };
    for (const char* method : {"eig", "mig"}) {
        SearchProbe probe;
        const auto attribution =
            runMethod(problem, method, {{"steps", std::int64_t{5}}}, probe, budget, &auxiliary);
        INFO(method);
        REQUIRE(attribution.reconstruction);
        CHECK(attribution.reconstruction->input == Approx(gap(problem.input)).epsilon(1e-9));
        CHECK(attribution.reconstruction->baseline == Approx(gap(problem.baseline)).epsilon(1e-9));
        CHECK(attribution.reconstruction->input > 0.01);
    }
    CHECK_FALSE(runMethod(problem, "ig", {}).reconstruction);
}

TEST_CASE("mig: the search says how far it is, and has less to do when it ends early",
          "[quick][method.mig]") {
    const Problem problem = smallProblem({.seed = 62});
    OneAutoencoder auxiliary;
    const auto searched = [&](double tolerance) {
        SearchProbe probe;
        CHECK(runMethod(problem, "mig", search(tolerance), probe, budget, &auxiliary).complete);
        for (std::size_t i = 0; i < probe.steps.size(); ++i) {
            CHECK(probe.steps[i] == static_cast<int>(i));
            CHECK(probe.steps[i] < probe.totals[i]);
            if (i > 0) CHECK(probe.totals[i] <= probe.totals[i - 1]);
        }
        return probe;
    };
    // Never a geodesic: a sweep moves 8 points after the first told that it is needed.
    const SearchProbe whole = searched(0);
    CHECK(whole.totals.front() == 3 * 16);
    CHECK(whole.steps.size() == 3 * 9);
    CHECK(whole.totals.back() == 3 * 9);
    // A geodesic at once: 8 points tell so.
    CHECK(searched(1e6).steps.size() == 8);
}

TEST_CASE("mig: the search stops between two points", "[quick][method.mig]") {
    for (const int last : {0, 4, 13}) {
        Problem problem = smallProblem({.seed = 63, .beforeEvaluation = [] { FAIL("evaluated"); }});
        OneAutoencoder auxiliary;
        const auto decodings = [&](int step) {
            SearchProbe probe(step);
            const int before = auxiliary.shared->decodings;
            const auto attribution = runMethod(problem, "mig", search(0), probe, budget, &auxiliary,
                                               probe.stop.get_token());
            CHECK_FALSE(attribution.complete);
            CHECK_FALSE(attribution.map.defined());
            CHECK(probe.steps.back() == step);
            return auxiliary.shared->decodings - before;
        };
        INFO(last);
        // A point takes at most three.
        CHECK(decodings(last + 1) - decodings(last) <= 3 + 2);
    }
}

TEST_CASE("latent paths: stopped while they encode, they encode no more",
          "[quick][method.eig][method.mig]") {
    for (const char* method : {"eig", "mig"}) {
        OneAutoencoder auxiliary;
        std::stop_source stop;
        stop.request_stop();
        SearchProbe probe;
        const auto attribution = runMethod(smallProblem({.seed = 64}), method, {}, probe, budget,
                                           &auxiliary, stop.get_token());
        CHECK_FALSE(attribution.map.defined());
        CHECK(auxiliary.shared->encodings == 0);
    }
}

TEST_CASE("latent paths: sides that are no multiple of the factor are continued by reflection",
          "[quick][method.eig]") {
    const Problem problem = smallProblem({.seed = 65, .side = 18});
    OneAutoencoder auxiliary;
    SearchProbe probe;
    const auto attribution =
        runMethod(problem, "eig", {{"steps", std::int64_t{3}}}, probe, budget, &auxiliary);
    CHECK(attribution.complete);
    CHECK(attribution.map.sizes() == problem.input.sizes());
    const at::Tensor& encoded = auxiliary.shared->encoded;
    REQUIRE(encoded.sizes().vec() == std::vector<std::int64_t>{1, 3, 20, 20});
    CHECK(at::equal(encoded.select(3, 18), encoded.select(3, 16)));
    CHECK(at::equal(encoded.select(2, 19), encoded.select(2, 15)));
    auxiliary.shared = std::make_shared<BlockAutoencoder>(40);
    CHECK_THROWS_WITH(runMethod(problem, "eig", {}, probe, budget, &auxiliary),
                      Catch::Contains("covers 40 pixels") && Catch::Contains("only 18"));
}
