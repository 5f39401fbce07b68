#include "ui/compare/compared_columns.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "ui/style/parameter_text.h"

namespace sigscope::ui {

namespace {

constexpr int suggestedCount = 5;
/// A range that spans more is that of a count or a scale: its values lie around the present one.
constexpr double widestEvenRange = 100;

ParameterValue presentValue(const ExplainRequest& shown, const ParameterSpec& parameter) {
    const auto given = shown.parameters.find(parameter.name);
    return given != shown.parameters.end() ? given->second : parameter.defaultValue;
}

double numberOf(const ParameterValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&value);
    return real != nullptr ? *real : 0;
}

/// A quarter, a half, … of the present value, or even shares of a range.
std::vector<double> sweptNumbers(const ExplainRequest& shown, const ParameterSpec& parameter) {
    const double present = numberOf(presentValue(shown, parameter));
    const double range = parameter.maximum - parameter.minimum;
    std::vector<double> numbers;
    for (int k = 0; k < suggestedCount; ++k) {
        const double number = range <= widestEvenRange
                                  ? parameter.minimum + range * k / (suggestedCount - 1)
                                  : present * std::exp2(k - suggestedCount / 2);
        numbers.push_back(std::clamp(number, parameter.minimum, parameter.maximum));
    }
    return numbers;
}

QString symbolOf(const ParameterSpec& parameter) {
    return parameter.symbol.empty() ? parameterTitle(parameter.name)
                                    : QString::fromStdString(parameter.symbol);
}

}  // namespace

std::vector<std::string> paperMethods() {
    return {"gradient-x-input", "ig", "eig", "mig", "gig", "ig2", "agi", "big", "samp", "sig"};
}

std::vector<std::string> fastMethods() {
    return {"sig", "ig", "big", "gradient-x-input"};
}

std::vector<std::string> backwardMethods() {
    return {"deeplift", "lrp",      "guided-backprop", "deconvnet",     "gradcam",
            "hirescam", "layercam", "gradcampp",       "guided-gradcam"};
}

std::vector<std::string> perturbationMethods() {
    return {"rise", "lime", "sobol", "xrai"};
}

std::vector<std::string> allMethods(const Catalogue& catalogue) {
    std::vector<std::string> names;
    for (const MethodSpec& method : catalogue.methods)
        if (method.name != "random" && method.name != "edges") names.push_back(method.name);
    return names;
}

std::vector<ComparisonColumn> columnsByMethod(const ExplainRequest& shown,
                                              const Catalogue& catalogue,
                                              const std::vector<std::string>& names) {
    std::vector<ComparisonColumn> columns;
    for (const std::string& name : names) {
        const MethodSpec* method = catalogue.method(name);
        if (method == nullptr) continue;
        ComparisonColumn column{method->title, shown};
        if (name != shown.method) {
            column.request.method = name;
            column.request.parameters = {};
        }
        column.request.objective = objectiveFor(*method, objectiveOf(method, shown.objective));
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<ComparisonColumn> columnsByBaseline(const ExplainRequest& shown,
                                                const Catalogue& catalogue) {
    std::vector<ComparisonColumn> columns;
    for (const Choice& baseline : catalogue.baselines) {
        ComparisonColumn column{baseline.title, shown};
        column.request.baselines = {parseBaseline(baseline.name)};
        columns.push_back(std::move(column));
    }
    return columns;
}

ExplainRequest requestOfModel(ExplainRequest shown, const std::string& model, const Scene* scene) {
    if (model == shown.model) return shown;
    shown.model = model;
    shown.modelCode = ModelCode::Refused;
    shown.preprocessing = {};
    shown.output = {};
    // Models number their classes each in its way.
    if (scene != nullptr && shown.target != ExplainRequest().target)
        shown.target = labelPrefix + scene->target.label;
    return shown;
}

std::vector<ComparisonColumn> columnsByModel(const ExplainRequest& shown,
                                             const Catalogue& catalogue, const Scene* scene) {
    std::vector<ComparisonColumn> columns;
    for (const ModelSpec& model : catalogue.models) {
        if (model.weightsFile.empty()) continue;
        columns.push_back({model.title, requestOfModel(shown, model.name, scene)});
    }
    return columns;
}

std::vector<ParameterValue> suggestedValues(const ExplainRequest& shown,
                                            const ParameterSpec& parameter) {
    std::vector<ParameterValue> values;
    switch (parameter.kind) {
        case ParameterSpec::Kind::Choice:
            for (const Choice& choice : parameter.choices) values.emplace_back(choice.name);
            break;
        case ParameterSpec::Kind::Real:
            for (const double number : sweptNumbers(shown, parameter)) values.emplace_back(number);
            break;
        case ParameterSpec::Kind::Integer:
            for (const double number : sweptNumbers(shown, parameter))
                values.emplace_back(static_cast<std::int64_t>(std::llround(number)));
            break;
        default:
            break;
    }
    // Whole numbers of a narrow range, and what was clamped, come twice.
    values.erase(std::ranges::unique(values).begin(), values.end());
    return values;
}

std::vector<ComparisonColumn> columnsByValue(const ExplainRequest& shown,
                                             const ParameterSpec& parameter,
                                             const std::vector<ParameterValue>& values) {
    std::vector<ComparisonColumn> columns;
    for (const ParameterValue& value : values) {
        const QString title =
            symbolOf(parameter) + QLatin1Char(' ') + parameterValueText(parameter, value);
        ComparisonColumn column{title.toStdString(), shown};
        column.request.parameters[parameter.name] = value;
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<ComparisonColumn> columnsByClass(const ExplainRequest& shown, const Scene& scene) {
    std::vector<ComparisonColumn> columns;
    for (const RankedClass& likely : scene.top) {
        ComparisonColumn column{likely.label, shown};
        column.request.target = classOfIndex(likely.index);
        columns.push_back(std::move(column));
    }
    return columns;
}

ExplainRequest requestOfPicture(ExplainRequest shown, const std::filesystem::path& picture) {
    shown.image = picture;
    shown.target = ExplainRequest().target;
    shown.against = ExplainRequest().against;
    return shown;
}

std::vector<ComparisonColumn> columnsByPicture(const ExplainRequest& shown,
                                               const std::vector<std::filesystem::path>& pictures) {
    std::vector<ComparisonColumn> columns;
    std::map<std::string, int> called;
    for (const std::filesystem::path& picture : pictures) {
        std::string title = picture.filename().string();
        if (const int number = ++called[title]; number > 1)
            title += " (" + std::to_string(number) + ")";
        columns.push_back({title, requestOfPicture(shown, picture)});
    }
    return columns;
}

QString settingsText(const ExplainRequest& request, const Catalogue& catalogue) {
    QStringList parts;
    const MethodSpec* method = catalogue.method(request.method);
    if (method != nullptr) {
        for (const ParameterSpec& parameter : method->parameters) {
            const ParameterValue value = presentValue(request, parameter);
            if (value == parameter.defaultValue) continue;
            parts << symbolOf(parameter) + QLatin1Char(' ') + parameterValueText(parameter, value);
        }
        if (usesBaseline(*method, request.parameters))
            parts << QString::fromStdString(askedBaselines(request));
    }
    parts << QString::fromStdString(objectiveOf(method, request.objective));
    return parts.join(QStringLiteral(" · "));
}

ComparisonColumn columnOf(const ExplainRequest& request, const Catalogue& catalogue,
                          const std::vector<std::string>& others) {
    const MethodSpec* method = catalogue.method(request.method);
    const std::string name = method != nullptr ? method->title : request.method;
    std::string title = name;
    for (int number = 2; std::ranges::find(others, title) != others.end(); ++number)
        title = name + " (" + std::to_string(number) + ")";
    return {title, request};
}

}  // namespace sigscope::ui
