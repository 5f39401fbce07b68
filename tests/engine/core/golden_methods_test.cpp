// Attributions and paths against the published program's (tests/data/golden). The tiny network is
// in float64 and must agree to 1e-8; the real one in float32 as closely as float32 and the half
// precision of the stored maps allow.

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "engine/baselines/baseline.h"
#include "engine/integration/parametrisation.h"
#include "tests/support/golden.h"
#include "tests/support/golden_settings.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

using Arrays = std::map<std::string, at::Tensor>;

/// The names of the entries of a file, without "/attribution" and the like.
std::set<std::string> entriesOf(const Arrays& arrays, const std::string& suffix) {
    std::set<std::string> entries;
    for (const auto& [name, array] : arrays)
        if (name.ends_with(suffix)) entries.insert(name.substr(0, name.size() - suffix.size()));
    return entries;
}

Problem problemOf(const std::shared_ptr<const models::Classifier>& classifier, const Arrays& arrays,
                  const golden::Settings& settings) {
    Problem problem;
    problem.classifier = classifier;
    problem.input = arrays.at("input");
    problem.baseline =
        baselines::makeBaseline(settings.baseline, problem.input, classifier->preprocessing);
    problem.objective = {settings.objective, arrays.at("label").item<int>()};
    return problem;
}

/// Takes the points of the path at some of its nodes.
class PathProbe final : public integration::Observer {
public:
    explicit PathProbe(const at::Tensor& indices) {
        for (std::int64_t i = 0; indices.defined() && i < indices.numel(); ++i)
            m_indices.push_back(indices[i].item<std::int64_t>());
    }

    void planned(const integration::NodesAhead& nodes, integration::RuleWeights,
                 const integration::Parametrisation& parametrisation) override {
        std::vector<double> positions;
        for (const std::int64_t index : m_indices)
            positions.push_back(static_cast<double>(index) / (nodes.most - 1));
        if (!positions.empty()) m_points = parametrisation.points(positions).unbind();
    }
    void reached(const integration::Waypoint& waypoint) override {
        if (std::ranges::find(m_indices, m_reached++) != m_indices.end())
            m_points.push_back(waypoint.point);
    }

    /// One for each index, which ascend.
    [[nodiscard]] at::Tensor points() const { return at::stack(m_points); }
    [[nodiscard]] bool wanted() const { return !m_indices.empty(); }

private:
    std::vector<std::int64_t> m_indices;
    std::vector<at::Tensor> m_points;
    std::int64_t m_reached = 0;
};

}  // namespace

TEST_CASE("golden.tiny: attributions and paths equal the published program's", "[quick]") {
    int compared = 0;
    for (const auto& file : golden::files(golden::Kind::Tiny)) {
        const Arrays arrays = golden::load(file);
        const auto classifier =
            models::loadClassifier(golden::tinyNetFile().string(), c10::kCPU, c10::kDouble);
        golden::GoldenInputs auxiliary(arrays, *classifier);
        for (const std::string& entry : entriesOf(arrays, "/attribution")) {
            const auto settings = golden::tinySettings(entry);
            INFO(file.filename().string() << ": " << entry);
            REQUIRE(settings);
            const auto indices = arrays.find(entry + "/path_index");
            PathProbe probe(indices == arrays.end() ? at::Tensor() : indices->second);
            const Problem problem = problemOf(classifier, arrays, *settings);
            const at::Tensor map = runMethod(problem, settings->method, settings->parameters, probe,
                                             512LL << 20, &auxiliary)
                                       .map;
            // float64 throughout: independent implementations agree to 1e-14.
            CHECK(relativeError(map, arrays.at(entry + "/attribution")) <= 1e-8);
            if (probe.wanted())
                CHECK(relativeError(probe.points(), arrays.at(entry + "/path")) <= 1e-8);
            ++compared;
        }
    }
    CHECK((compared > 0 || golden::files(golden::Kind::Tiny).empty()));
}

TEST_CASE("golden.lite0: maps of EfficientNet-Lite0 agree with the published program's") {
    int compared = 0;
    for (const auto& file : golden::files(golden::Kind::Lite0)) {
        const Arrays arrays = golden::load(file);
        const auto classifier =
            models::loadClassifier("efficientnet-lite0", c10::kCPU, c10::kFloat);
        const auto steps = arrays.at("steps").item<std::int64_t>();
        golden::GoldenInputs auxiliary(arrays, *classifier);
        for (const std::string& entry : entriesOf(arrays, "/sum")) {
            const auto settings = golden::lite0Settings(entry, steps);
            INFO(file.filename().string() << ": " << entry);
            REQUIRE(settings);
            const Problem problem = problemOf(classifier, arrays, *settings);
            PathProbe probe({});
            const at::Tensor map = runMethod(problem, settings->method, settings->parameters, probe,
                                             512LL << 20, &auxiliary)
                                       .map;
            const double sum = arrays.at(entry + "/sum").item<double>();
            CHECK(golden::agreementOf(map, arrays.at(entry).to(at::kDouble), settings->agreement) >=
                  golden::leastAgreement(settings->agreement));
            if (settings->agreement == golden::Agreement::Rounding)
                CHECK(std::abs(map.sum().item<double>() - sum) <= 0.005 * std::abs(sum));
            ++compared;
        }
    }
    CHECK((compared > 0 || golden::files(golden::Kind::Lite0).empty()));
}
