#include "engine/api/request_field.h"

#include <catch2/catch.hpp>
#include <set>

using namespace sigscope;

namespace {

/// After one field of a default request was changed, as every member of it can be.
template <typename Change>
std::string labelAfter(Change change) {
    ExplainRequest request;
    change(request);
    CHECK_FALSE(sameRequest(requestFields({}), ExplainRequest(), request));
    return changeOf(requestFields({}), ExplainRequest(), request);
}

}  // namespace

TEST_CASE("request fields: each change of a request has a name", "[quick]") {
    using Request = ExplainRequest;
    CHECK(labelAfter([](Request& r) { r.image = "a.png"; }) == "image");
    CHECK(labelAfter([](Request& r) { r.model = "a.pth"; }) == "model");
    CHECK(labelAfter([](Request& r) { r.modelCode = ModelCode::Allowed; }) == "allow torchscript");
    CHECK(labelAfter([](Request& r) { r.preprocessing["resize"] = std::int64_t{256}; }) ==
          "preprocessing");
    CHECK(labelAfter([](Request& r) { r.output = "logits"; }) == "output");
    CHECK(labelAfter([](Request& r) { r.device = "cpu"; }) == "device");
    CHECK(labelAfter([](Request& r) { r.precision = "float64"; }) == "precision");
    CHECK(labelAfter([](Request& r) { r.target = "3"; }) == "target");
    CHECK(labelAfter([](Request& r) { r.objective = "logit"; }) == "objective");
    CHECK(labelAfter([](Request& r) { r.against = "4"; }) == "against");
    CHECK(labelAfter([](Request& r) { r.baselines.emplace_back(NamedBaseline::Blur); }) ==
          "baseline");
    CHECK(labelAfter([](Request& r) { r.baselineCount = 2; }) == "baseline count");
    CHECK(labelAfter([](Request& r) { r.seed = 1; }) == "seed");
    CHECK(labelAfter([](Request& r) { r.method = "ig"; }) == "method");
    CHECK(labelAfter([](Request& r) { r.memoryBudget = 1; }) == "memory budget");
    CHECK(labelAfter([](Request& r) { r.parameters["overlap"] = 0.5; }) == "parameter overlap");
    CHECK(changeOf(requestFields({}), Request(), Request()).empty());
    CHECK(sameRequest(requestFields({}), Request(), Request()));
}

TEST_CASE("request fields: a parameter that is given no more is named, too", "[quick]") {
    ExplainRequest before;
    before.parameters = {{"overlap", 0.4}, {"steps", std::int64_t{9}}};
    ExplainRequest after = before;
    after.parameters.erase("steps");
    CHECK(changeOf(requestFields({}), before, after) == "parameter steps");
    CHECK(changeOf(requestFields({}), after, before) == "parameter steps");
}

TEST_CASE("request fields: picture, model and how they are prepared are the scene", "[quick]") {
    std::set<std::string> scene;
    for (const RequestField& field : requestFields({}))
        if (field.scope == FieldScope::Scene) scene.insert(field.spec.name);
    CHECK(scene == std::set<std::string>{"image", "model", "output", "preprocessing"});
    const ExplainRequest request;
    ExplainRequest other = request;
    other.target = "3";
    CHECK(sameScene(requestFields({}), request, other));
    other.model = "net.pth";
    CHECK_FALSE(sameScene(requestFields({}), request, other));
}

TEST_CASE("request fields: what is set is what is got, and defaults are a request's", "[quick]") {
    for (const RequestField& field : requestFields({})) {
        if (!field.set) continue;
        INFO(field.spec.name);
        CHECK(field.get(ExplainRequest()) == FieldValues{field.spec.defaultValue});
        ParameterValue other = std::string("other");
        if (field.spec.kind == ParameterSpec::Kind::Integer) other = std::int64_t{7};
        if (field.flag.form == FlagForm::Switch) other = field.spec.choices.back().name;
        ExplainRequest request;
        field.set(request, {other});
        CHECK(field.get(request) == FieldValues{other});
    }
}
