#include "app/catalogue_report.h"

#include "app/parameter_flags.h"

namespace sigscope::app {

namespace {

constexpr const char* indent = "      ";

std::string choicesText(const ParameterSpec& spec) {
    std::string text;
    for (const Choice& choice : spec.choices)
        text += indent + choice.name + ": " + choice.help + "\n";
    return text;
}

std::string parameterText(const ParameterSpec& spec) {
    const std::string symbol = spec.symbol.empty() ? "" : " (" + spec.symbol + ")";
    const std::string equation = spec.equation.empty() ? "" : indent + spec.equation + "\n";
    const std::string standard = toText(spec.defaultValue);
    return "  --" + spec.name + symbol + "  " + rangeText(spec) +
           (standard.empty() ? "" : ", default " + standard) + "\n" + indent + spec.help + "\n" +
           choicesText(spec) + equation;
}

}  // namespace

std::string modelsReport(const Catalogue& catalogue, const std::vector<CachedModel>& cached) {
    std::string text;
    for (const ModelSpec& model : catalogue.models) {
        const bool installed = !model.weightsFile.empty();
        text += model.name + "  " + model.title + "\n  " + model.description + "\n  " +
                (installed ? "weights: " + model.weightsFile : "weights are not installed") + "\n";
    }
    for (const CachedModel& model : cached)
        text += model.name + "\n  weights: " + model.weightsFile.string() + "\n";
    return text;
}

std::string methodsReport(const Catalogue& catalogue) {
    std::string text;
    for (const MethodSpec& method : catalogue.methods) {
        text +=
            (text.empty() ? "" : "\n") + method.name + "  " + method.title + "\n  " +
            method.summary + "\n  " + traitsText(method.traits) + "\n" +
            (method.caution.empty() ? "" : "  Caution: " + method.caution + "\n") +
            (method.objectives.empty() ? "" : "  Explains " + objectivesText(method) + " alone.\n");
        for (const ParameterSpec& spec : method.parameters) text += parameterText(spec);
    }
    return text;
}

}  // namespace sigscope::app
