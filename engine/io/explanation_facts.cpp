#include "engine/io/explanation_facts.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/bounded_json.h"
#include "engine/error.h"
#include "engine/json_text.h"

namespace sigscope::io {

namespace {

using Json = nlohmann::json;

constexpr JsonBounds mostFacts{1 << 20, 100'000};

Json toJson(const RankedClass& ranked) {
    return {{"index", ranked.index},
            {"label", ranked.label},
            {"probability", ranked.probability},
            {"logit", ranked.logit}};
}

RankedClass classFrom(const Json& json) {
    return {json.at("index").get<int>(), json.at("label").get<std::string>(),
            json.at("probability").get<double>(), json.at("logit").get<double>()};
}

Json toJson(const Completeness& gaps) {
    return {{"f_input", gaps.fInput},
            {"f_baseline", gaps.fBaseline},
            {"f_path_start", gaps.fPathStart},
            {"f_path_end", gaps.fPathEnd},
            {"attribution_sum", gaps.attributionSum}};
}

Completeness gapsFrom(const Json& json) {
    const auto number = [&json](const char* key) { return json.at(key).get<double>(); };
    return {number("f_input"), number("f_baseline"), number("f_path_start"), number("f_path_end"),
            number("attribution_sum")};
}

constexpr std::pair<const char*, PathUse> pathNames[] = {{"along", PathUse::Along},
                                                         {"none", PathUse::None}};
constexpr std::pair<const char*, SumGoal> sumNames[] = {{"change of f", SumGoal::ChangeOfF},
                                                        {"nothing", SumGoal::Nothing}};
constexpr std::pair<const char*, SignUse> signNames[] = {{"both", SignUse::Both},
                                                         {"none", SignUse::None}};
constexpr std::pair<const char*, MapUnit> unitNames[] = {{"f", MapUnit::F},
                                                         {"f per input", MapUnit::FPerInput},
                                                         {"picture", MapUnit::Picture},
                                                         {"none", MapUnit::None}};

template <typename Names, typename Value>
const char* nameIn(const Names& names, Value value) {
    return std::ranges::find(names, value, [](const auto& pair) { return pair.second; })->first;
}

template <typename Names>
auto valueIn(const Names& names, const Json& json) {
    const auto name = json.get<std::string>();
    const auto found =
        std::ranges::find(names, name, [](const auto& pair) { return std::string(pair.first); });
    if (found == std::end(names)) throw Error("says of its method what is unknown");
    return found->second;
}

Json toJson(const MethodTraits& traits) {
    return {{"path", nameIn(pathNames, traits.path)},
            {"sum", nameIn(sumNames, traits.sum)},
            {"sign", nameIn(signNames, traits.sign)},
            {"unit", nameIn(unitNames, traits.unit)}};
}

MethodTraits traitsFrom(const Json& json) {
    return {valueIn(pathNames, json.at("path")), valueIn(sumNames, json.at("sum")),
            valueIn(signNames, json.at("sign")), valueIn(unitNames, json.at("unit"))};
}

template <typename Value>
Json listOf(const std::vector<Value>& values) {
    Json list = Json::array();
    for (const Value& value : values) list.push_back(toJson(value));
    return list;
}

Json sceneJson(const Scene& scene) {
    Json json{{"model", scene.modelTitle},
              {"output", scene.output},
              {"device", scene.device},
              {"baselines", scene.baselines},
              {"classes", listOf(scene.top)},
              {"target", toJson(scene.target)},
              {"baseline_class", toJson(scene.baselineTop)},
              {"target_at_baseline", scene.targetAtBaseline}};
    if (scene.against) json["against"] = toJson(*scene.against);
    return json;
}

void readScene(const Json& json, Scene& scene) {
    json.at("model").get_to(scene.modelTitle);
    json.at("output").get_to(scene.output);
    json.at("device").get_to(scene.device);
    json.at("baselines").get_to(scene.baselines);
    for (const Json& ranked : json.at("classes")) scene.top.push_back(classFrom(ranked));
    constexpr std::size_t mostClasses = 100;  // Ours has five.
    if (scene.top.empty() || scene.top.size() > mostClasses) throw Error("names no likely classes");
    scene.target = classFrom(json.at("target"));
    scene.baselineTop = classFrom(json.at("baseline_class"));
    json.at("target_at_baseline").get_to(scene.targetAtBaseline);
    if (json.contains("against")) scene.against = classFrom(json["against"]);
}

void readResult(const Json& json, Explanation& explanation) {
    // Files of before methods said it of themselves are read as those of path methods.
    if (json.contains("traits")) explanation.traits = traitsFrom(json["traits"]);
    explanation.completeness = gapsFrom(json.at("completeness"));
    for (const Json& one : json.at("per_baseline"))
        explanation.perBaseline.push_back(gapsFrom(one));
    // What it has beside its map is an array of that name each.
    for (const Json& one : json.value("side_numbers", Json::array()))
        explanation.sideNumbers.push_back(
            {one.at("name").get<std::string>(), one.at("title").get<std::string>(), {}});
    json.at("evaluations").get_to(explanation.evaluations);
    json.at("partial").get_to(explanation.partial);
    const auto emptiness = json.at("empty").get<std::string>();
    explanation.emptiness = emptiness == "rounding"    ? Emptiness::Rounding
                            : emptiness == "saturated" ? Emptiness::Saturated
                                                       : Emptiness::None;
    explanation.precisionUnknown = json.value("precision_unknown", std::string());
    if (json.contains("reconstruction"))
        explanation.reconstruction =
            ReconstructionError{json["reconstruction"].at("baseline").get<double>(),
                                json["reconstruction"].at("input").get<double>()};
}

const char* nameOf(Emptiness emptiness) {
    switch (emptiness) {
        case Emptiness::Rounding:
            return "rounding";
        case Emptiness::Saturated:
            return "saturated";
        case Emptiness::None:
            break;
    }
    return "";
}

}  // namespace

std::string factsText(const Explanation& explanation) {
    Json json{{"scene", sceneJson(*explanation.scene)},
              {"traits", toJson(explanation.traits)},
              {"completeness", toJson(explanation.completeness)},
              {"per_baseline", listOf(explanation.perBaseline)},
              {"evaluations", explanation.evaluations},
              {"partial", explanation.partial},
              {"empty", nameOf(explanation.emptiness)}};
    for (const SideNumbers& numbers : explanation.sideNumbers)
        json["side_numbers"].push_back({{"name", numbers.name}, {"title", numbers.title}});
    if (!explanation.precisionUnknown.empty())
        json["precision_unknown"] = explanation.precisionUnknown;
    if (const auto& error = explanation.reconstruction)
        json["reconstruction"] = {{"baseline", error->baseline}, {"input", error->input}};
    // Labels need not be UTF-8: that must not throw.
    return jsonText(json);
}

void readFacts(const std::string& text, Explanation& explanation, Scene& scene) {
    const Json json = boundedJson(text, mostFacts);
    try {
        readScene(json.at("scene"), scene);
        readResult(json, explanation);
    } catch (const Json::exception&) {
        throw Error("lacks a fact, or has one of the wrong kind");
    }
}

}  // namespace sigscope::io
