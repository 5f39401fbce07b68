// Maps of the rules of the backward pass against what captum, zennit and pytorch-grad-cam give, on
// the tiny network and on the one with every structure. float64 throughout.

#include <algorithm>
#include <map>
#include <string_view>

#include "engine/baselines/baseline.h"
#include "engine/methods/class_activation_map.h"
#include "tests/support/golden.h"
#include "tests/support/small_problem.h"
#include "tests/support/torch_catch.h"

using namespace sigscope;
using namespace sigscope::testing;

namespace {

using Arrays = std::map<std::string, at::Tensor>;

constexpr std::string_view structured = "res.";  // What the network with every structure gives.

/// Independent implementations agree to 1e-13 in float64.
constexpr double parity = 1e-8;

std::string tinyResFile() {
    const auto own = golden::folder() / "more/tiny_res.safetensors";
    const std::filesystem::path ours = SIGSCOPE_TEST_DATA "/golden/more/tiny_res.safetensors";
    return (std::filesystem::exists(own) ? own : ours).string();
}

/// An entry of a file: "res.lrp.epsilon0.1" is that variant of LRP on the structured network.
struct Entry {
    std::string name;
    std::string method;
    std::string variant;
    bool onStructured = false;
};

Entry entryNamed(const std::string& name) {
    Entry entry{name, {}, {}, name.starts_with(structured)};
    const std::string rest = entry.onStructured ? name.substr(structured.size()) : name;
    const std::size_t dot = rest.find('.');
    entry.method = rest.substr(0, dot);
    entry.variant = dot == std::string::npos ? "" : rest.substr(dot + 1);
    return entry;
}

/// Those of a method.
std::vector<Entry> entriesOf(const Arrays& arrays, const std::string& method,
                             const std::string& suffix) {
    std::vector<Entry> entries;
    for (const auto& [name, array] : arrays) {
        if (!name.ends_with(suffix)) continue;
        Entry entry = entryNamed(name.substr(0, name.size() - suffix.size()));
        if (entry.method == method) entries.push_back(std::move(entry));
    }
    return entries;
}

Problem problemOf(const Arrays& arrays, const Entry& entry, Objective::Kind kind) {
    const std::string file = entry.onStructured ? tinyResFile() : golden::tinyNetFile().string();
    const std::string label = std::string(entry.onStructured ? structured : "") + "label";
    Problem problem;
    problem.classifier = models::loadClassifier(file, c10::kCPU, c10::kDouble);
    problem.input = arrays.at("input");
    problem.baseline = baselines::makeBaseline(NamedBaseline::Black, problem.input,
                                               problem.classifier->preprocessing);
    problem.objective = {kind, arrays.at(label).item<int>()};
    return problem;
}

/// The stage of that name, counted from 1.
std::int64_t stageNamed(const Problem& problem, const std::string& name) {
    const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
    const auto& stages = graph.stages();
    const auto found = std::ranges::find(stages, name, &models::Stage::name);
    REQUIRE(found != stages.end());
    return found - stages.begin() + 1;
}

/// Calls `check` for each entry of the method in each file; requires some.
template <typename Check>
void forEach(const std::string& method, const std::string& suffix, Check check) {
    int compared = 0;
    for (const auto& file : golden::files(golden::Kind::Tiny2)) {
        const Arrays arrays = golden::load(file);
        for (const Entry& entry : entriesOf(arrays, method, suffix)) {
            INFO(file.filename().string() << ": " << entry.name);
            check(arrays, entry);
            ++compared;
        }
    }
    CHECK((compared > 0 || golden::files(golden::Kind::Tiny2).empty()));
}

/// M / max M between 0 and 1 in float32, as pytorch-grad-cam scales a map.
at::Tensor scaled(const at::Tensor& map) {
    const at::Tensor narrow = map.to(at::kFloat);
    const at::Tensor risen = narrow - narrow.min();
    return risen / (risen.max() + 1e-7);
}

at::Tensor normalised(const at::Tensor& cam, const at::Tensor& input) {
    const at::Tensor positive = scaled(cam.clamp_min(0));
    return scaled(methods::inPictureSize(positive, input.size(1), input.size(2)).clamp_min(0));
}

void compareCam(const std::string& published, const std::string& method,
                methods::CamWeighting weighting) {
    forEach(published, "/cam", [&](const Arrays& arrays, const Entry& entry) {
        const Problem problem = problemOf(arrays, entry, Objective::Kind::Logit);
        const std::int64_t stage = stageNamed(problem, entry.variant);
        const models::LayerGraph graph = models::structureOf(*problem.classifier->network);
        const at::Tensor cam = methods::classActivationMap(
            graph, problem.objective, problem.input.unsqueeze(0),
            graph.stages()[static_cast<std::size_t>(stage - 1)].layer, weighting);
        CHECK(relativeError(cam, arrays.at(entry.name + "/cam")) <= parity);
        const at::Tensor map = runMethod(problem, method, {{"stage", stage}}).map;
        for (const at::Tensor& channel : map.unbind())
            CHECK(relativeError(channel, arrays.at(entry.name + "/map")) <= parity);
        // float32 on their side and on ours.
        CHECK(relativeError(normalised(cam, problem.input),
                            arrays.at(entry.name + "/normalised")) <= 1e-5);
    });
}

ParameterValues lrpParameters(const std::string& variant) {
    static const std::map<std::string, std::string> composites{
        {"epsilon", "epsilon"},
        {"epsilon0.1", "epsilon"},
        {"epsilon_plus", "epsilon-plus"},
        {"epsilon_alpha2beta1", "alpha2-beta1"},
        {"epsilon_gamma_box", "gamma-box"},
        {"epsilon_plus_flat", "plus-flat"}};
    ParameterValues values{{"composite", composites.at(variant)}};
    if (variant == "epsilon0.1") values["epsilon"] = 0.1;
    return values;
}

}  // namespace

TEST_CASE("golden.guided_backprop: equals captum's", "[quick][method.guided-backprop]") {
    forEach("guided_backprop", "/attribution", [](const Arrays& arrays, const Entry& entry) {
        const auto kind =
            entry.variant == "prob" ? Objective::Kind::Probability : Objective::Kind::Logit;
        ParameterValues values;
        if (entry.variant == "relu_only") values["rectifiers"] = std::string("relu-only");
        const at::Tensor map =
            runMethod(problemOf(arrays, entry, kind), "guided-backprop", values).map;
        CHECK(relativeError(map, arrays.at(entry.name + "/attribution")) <= parity);
    });
}

TEST_CASE("golden.gradcam: equals pytorch-grad-cam's", "[quick][method.gradcam]") {
    compareCam("gradcam", "gradcam", methods::CamWeighting::Mean);
}

TEST_CASE("golden.hirescam: equals pytorch-grad-cam's", "[quick][method.hirescam]") {
    compareCam("hirescam", "hirescam", methods::CamWeighting::Element);
}

TEST_CASE("golden.layercam: equals pytorch-grad-cam's", "[quick][method.layercam]") {
    compareCam("layercam", "layercam", methods::CamWeighting::Positive);
}

TEST_CASE("golden.gradcampp: equals pytorch-grad-cam's", "[quick][method.gradcampp]") {
    compareCam("gradcampp", "gradcampp", methods::CamWeighting::SecondOrder);
}

TEST_CASE("golden.guided_gradcam: equals the product", "[quick][method.guided-gradcam]") {
    forEach("guided_gradcam", "/attribution", [](const Arrays& arrays, const Entry& entry) {
        const Problem problem = problemOf(arrays, entry, Objective::Kind::Logit);
        const at::Tensor map =
            runMethod(problem, "guided-gradcam", {{"stage", stageNamed(problem, entry.variant)}})
                .map;
        CHECK(relativeError(map, arrays.at(entry.name + "/attribution")) <= parity);
    });
}

TEST_CASE("golden.lrp: every composite equals zennit's", "[quick][method.lrp]") {
    forEach("lrp", "/attribution", [](const Arrays& arrays, const Entry& entry) {
        const Problem problem = problemOf(arrays, entry, Objective::Kind::Logit);
        const at::Tensor map = runMethod(problem, "lrp", lrpParameters(entry.variant)).map;
        CHECK(relativeError(map, arrays.at(entry.name + "/attribution")) <= parity);
    });
}

TEST_CASE("golden.deeplift: equals captum's, where that is complete", "[quick][method.deeplift]") {
    forEach("deeplift", "/attribution", [](const Arrays& arrays, const Entry& entry) {
        const Problem problem = problemOf(arrays, entry, Objective::Kind::Logit);
        const at::Tensor map = runMethod(problem, "deeplift", {}).map;
        CHECK(relativeError(map, arrays.at(entry.name + "/attribution")) <= parity);
    });
}

TEST_CASE("golden.tiny_res logits: the network with every structure answers as the reference",
          "[quick]") {
    for (const auto& file : golden::files(golden::Kind::Tiny2)) {
        const Arrays arrays = golden::load(file);
        const auto classifier = models::loadClassifier(tinyResFile(), c10::kCPU, c10::kDouble);
        const at::Tensor logits = classifier->network->logits(arrays.at("input").unsqueeze(0))[0];
        CHECK(relativeError(logits, arrays.at("res.logits")) <= 1e-12);
    }
}
