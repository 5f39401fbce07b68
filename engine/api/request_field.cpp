#include "engine/api/request_field.h"

#include <algorithm>

#include "engine/api/baseline_list.h"

namespace sigscope {

namespace {

constexpr std::int64_t leastMemoryBudget = 1LL << 20;
constexpr std::int64_t mostMemoryBudget = 1LL << 40;

ParameterSpec specOf(ParameterSpec::Kind kind, const std::string& name, const std::string& help) {
    ParameterSpec spec;
    spec.kind = kind;
    spec.name = name;
    spec.help = help;
    return spec;
}

/// Of the kind whose values are any text.
ParameterSpec textSpec(const std::string& name, const std::string& help) {
    return specOf(ParameterSpec::Kind::File, name, help);
}

ParameterSpec choiceSpec(const std::string& name, const std::string& help,
                         std::vector<Choice> choices) {
    ParameterSpec spec = specOf(ParameterSpec::Kind::Choice, name, help);
    spec.choices = std::move(choices);
    return spec;
}

ParameterSpec wholeSpec(const std::string& name, const std::string& help, std::int64_t least,
                        std::int64_t most) {
    ParameterSpec spec = specOf(ParameterSpec::Kind::Integer, name, help);
    spec.minimum = static_cast<double>(least);
    spec.maximum = static_cast<double>(most);
    return spec;
}

std::vector<Choice> methodChoices(const Catalogue& catalogue) {
    std::vector<Choice> choices;
    for (const MethodSpec& method : catalogue.methods)
        choices.push_back({method.name, method.title, {}});
    return choices;
}

std::string namesOf(const std::vector<Choice>& choices) {
    std::string names;
    for (const Choice& choice : choices) names += choice.name + "|";
    return names;
}

bool isContrast(const ExplainRequest& request) {
    return request.objective == contrastObjective;
}

/// Given without a flag: of several pictures each has a request of its own.
RequestField imageField() {
    RequestField field = requestField(textSpec("image", "The photograph"), &ExplainRequest::image);
    field.flag.form = FlagForm::None;
    field.recipe = {.form = RecipeForm::Resolved, .key = "image"};
    field.scope = FieldScope::Scene;
    return field;
}

RequestField modelField() {
    RequestField field =
        requestField(textSpec("model", "A name that `sigscope models` lists, or a file of weights"),
                     &ExplainRequest::model);
    field.flag.placeholder = "NAME|FILE";
    field.recipe = {.form = RecipeForm::Resolved, .key = "model"};
    field.scope = FieldScope::Scene;
    return field;
}

/// No recipe ever allows it.
RequestField modelCodeField() {
    const std::vector<Choice> choices{{"refused", "refused", {}}, {"allowed", "allowed", {}}};
    RequestField field;
    field.spec = choiceSpec("allow-torchscript",
                            "Lets the model be a TorchScript file, a program that runs with your "
                            "rights: only if you trust where it comes from. Its preprocessing has "
                            "to be given",
                            choices);
    field.spec.defaultValue = choices.front().name;
    field.get = [choices](const ExplainRequest& request) {
        const bool allowed = request.modelCode == ModelCode::Allowed;
        return FieldValues{choices[allowed ? 1 : 0].name};
    };
    field.set = [choices](ExplainRequest& request, const FieldValues& values) {
        const bool allowed = toText(values.at(0)) == choices[1].name;
        request.modelCode = allowed ? ModelCode::Allowed : ModelCode::Refused;
    };
    field.flag.form = FlagForm::Switch;
    return field;
}

/// Its values have flags of their own, by Catalogue::preprocessing.
RequestField preprocessingField() {
    RequestField field;
    field.spec = textSpec("preprocessing", "How pictures become the model's input");
    field.spec.defaultValue = std::string();
    field.get = [](const ExplainRequest& request) {
        FieldValues all;
        for (const auto& [name, value] : request.preprocessing) {
            all.emplace_back(name);
            all.push_back(value);
        }
        return all;
    };
    field.flag.form = FlagForm::None;
    field.recipe = {.form = RecipeForm::Resolved, .key = "preprocessing"};
    field.scope = FieldScope::Scene;
    return field;
}

/// Given in the place of a file, by -o.
RequestField outputField(const Catalogue& catalogue) {
    RequestField field =
        requestField(choiceSpec("output", "What the network's outputs are", catalogue.outputs),
                     &ExplainRequest::output);
    field.flag.form = FlagForm::None;
    field.recipe = {.form = RecipeForm::UnlessDefault, .key = "output"};
    field.scope = FieldScope::Scene;
    return field;
}

RequestField deviceField(const Catalogue& catalogue) {
    RequestField field = requestField(choiceSpec("device", "Where to compute", catalogue.devices),
                                      &ExplainRequest::device);
    field.recipe = {.form = RecipeForm::Resolved, .key = "device", .section = "run"};
    return field;
}

RequestField precisionField(const Catalogue& catalogue) {
    RequestField field = requestField(
        choiceSpec("precision",
                   "In which numbers the network computes; sums are in float64 in any case.",
                   catalogue.precisions),
        &ExplainRequest::precision);
    field.flag.help = field.spec.help;
    for (const Choice& choice : catalogue.precisions)
        field.flag.help += " " + choice.name + ": " + choice.help;
    field.recipe = {.form = RecipeForm::Value, .key = "precision", .section = "run"};
    return field;
}

RequestField targetField() {
    RequestField field = requestField(
        textSpec("target",
                 "The class to explain: its index, its name, or the likeliest; index:10 or "
                 "label:10 where a number is both"),
        &ExplainRequest::target);
    field.flag.placeholder = "N|NAME|top";
    field.recipe = {.form = RecipeForm::Resolved, .key = "target"};
    return field;
}

RequestField objectiveField(const Catalogue& catalogue) {
    RequestField field =
        requestField(choiceSpec("of", "The function f to explain", catalogue.objectives),
                     &ExplainRequest::objective);
    field.label = "objective";
    field.recipe = {.form = RecipeForm::Value, .key = "of"};
    return field;
}

RequestField againstField() {
    RequestField field = requestField(
        textSpec("against", "The second class of a contrast: likewise, or the likeliest other one"),
        &ExplainRequest::against);
    field.flag = {.placeholder = "N|NAME|second",
                  .sense = isContrast,
                  .condition = "only --of contrast has a second class"};
    field.recipe = {.form = RecipeForm::Resolved, .key = "against"};
    return field;
}

RequestField baselineField(const Catalogue& catalogue) {
    RequestField field;
    field.spec = textSpec("baseline",
                          "Where the path begins: a name, a colour, a picture, or a folder to draw "
                          "pictures from; repeated for the mean over several");
    field.get = [](const ExplainRequest& request) {
        FieldValues all;
        for (const BaselineSpec& one : request.baselines) all.emplace_back(toText(one));
        return all;
    };
    field.set = [](ExplainRequest& request, const FieldValues& values) {
        std::vector<BaselineSpec> given;
        for (const ParameterValue& value : values) given.push_back(parseBaseline(toText(value)));
        setBaselines(request, std::move(given));
    };
    field.spec.defaultValue = field.get(ExplainRequest()).front();
    field.flag = {.form = FlagForm::Repeated,
                  .placeholder = namesOf(catalogue.baselines) + "#rrggbb|FILE|FOLDER"};
    field.recipe = {.form = RecipeForm::Resolved, .key = "baseline"};
    return field;
}

RequestField baselineCountField() {
    RequestField field = requestField(
        wholeSpec("baseline-count",
                  "How many are drawn of noise (by the seeds from --seed on), and of a folder", 1,
                  largestBaselineCount),
        &ExplainRequest::baselineCount);
    field.flag.placeholder = "K";
    field.recipe = {.form = RecipeForm::UnlessDefault, .key = "baseline_count", .when = drawsNoise};
    return field;
}

RequestField seedField() {
    RequestField field = requestField(
        wholeSpec("seed", "Of noise, and of what is drawn from a folder", 0, largestSeed),
        &ExplainRequest::seed);
    field.flag = {.placeholder = "N",
                  .sense = drawsBaselines,
                  .condition = "only --baseline noise or FOLDER has one"};
    field.recipe = {.form = RecipeForm::Value, .key = "seed", .when = drawsNoise};
    return field;
}

RequestField methodField(const Catalogue& catalogue) {
    RequestField field =
        requestField(choiceSpec("method", "How to attribute", methodChoices(catalogue)),
                     &ExplainRequest::method);
    field.recipe = {.form = RecipeForm::Value, .key = "method"};
    return field;
}

RequestField memoryBudgetField() {
    ParameterSpec spec = wholeSpec("memory-budget", "Gradients and points held at once",
                                   leastMemoryBudget, mostMemoryBudget);
    spec.unit = "bytes";
    RequestField field = requestField(std::move(spec), &ExplainRequest::memoryBudget);
    field.flag.form = FlagForm::None;
    field.recipe = {.form = RecipeForm::Value, .key = "memory_budget", .section = "run"};
    return field;
}

std::string labelOf(const RequestField& field) {
    std::string label = field.label.empty() ? field.spec.name : field.label;
    std::ranges::replace(label, '-', ' ');
    return label;
}

const std::string* differing(const ParameterValues& before, const ParameterValues& after) {
    for (const auto* values : {&after, &before}) {
        const auto& others = values == &after ? before : after;
        for (const auto& [name, value] : *values)
            if (const auto other = others.find(name);
                other == others.end() || other->second != value)
                return &name;
    }
    return nullptr;
}

}  // namespace

std::vector<RequestField> requestFields(const Catalogue& catalogue) {
    return {imageField(),
            modelField(),
            modelCodeField(),
            preprocessingField(),
            outputField(catalogue),
            deviceField(catalogue),
            precisionField(catalogue),
            targetField(),
            objectiveField(catalogue),
            againstField(),
            baselineField(catalogue),
            baselineCountField(),
            seedField(),
            methodField(catalogue),
            memoryBudgetField()};
}

std::string changeOf(const std::vector<RequestField>& fields, const ExplainRequest& before,
                     const ExplainRequest& after) {
    for (const RequestField& field : fields)
        if (field.get(before) != field.get(after)) return labelOf(field);
    const std::string* parameter = differing(before.parameters, after.parameters);
    return parameter == nullptr ? std::string() : "parameter " + *parameter;
}

bool sameRequest(const std::vector<RequestField>& fields, const ExplainRequest& a,
                 const ExplainRequest& b) {
    return changeOf(fields, a, b).empty();
}

bool sameScene(const std::vector<RequestField>& fields, const ExplainRequest& a,
               const ExplainRequest& b) {
    return std::ranges::all_of(fields, [&](const RequestField& field) {
        return field.scope == FieldScope::Question || field.get(a) == field.get(b);
    });
}

}  // namespace sigscope
