#include "app/method_reference.h"

#include "app/parameter_flags.h"
#include "app/request_flags.h"

namespace sigscope::app {

namespace {

constexpr const char* head =
    "# Methods\n\n"
    "Made by `sigscope methods --markdown > docs/METHODS.md` from what the program knows of its "
    "methods. `--parity` takes all of the published program's settings at once.\n";

/// A cell of a table must not contain its separator.
std::string cell(std::string text) {
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
        text.insert(at, "\\");
    return text;
}

std::string parameterRow(const ParameterSpec& spec, const std::string& values) {
    const std::string symbol = spec.symbol.empty() ? "" : " (" + spec.symbol + ")";
    std::string help = spec.help;
    for (const Choice& choice : spec.choices)
        if (!choice.help.empty()) help += " *" + choice.name + "*: " + choice.help;
    if (!spec.equation.empty()) help += " `" + spec.equation + "`";
    return "| `--" + spec.name + "`" + symbol + " | " + cell(values) + " | " +
           toText(spec.defaultValue) + " | " + cell(help) + " |\n";
}

/// What can be asked for whatever the method.
std::string requestReference(const std::vector<RequestField>& fields) {
    std::string text = "\n## Of every method\n\n| Flag | Values | Default | |\n|---|---|---|---|\n";
    for (const RequestField& field : fields)
        if (field.flag.form == FlagForm::Value || field.flag.form == FlagForm::Repeated)
            text += parameterRow(field.spec, valuesText(field));
    return text;
}

std::string parityText(const MethodSpec& method) {
    std::string settings;
    for (const ParameterSpec& spec : method.parameters)
        if (const auto value = method.parity.find(spec.name); value != method.parity.end())
            settings += " `--" + spec.name + " " + toText(value->second) + "`";
    return settings.empty() ? "" : "\nAs published (`--parity`):" + settings + ".\n";
}

std::string baselineUse(const MethodSpec& method) {
    if (method.baseline == BaselineUse::Ignored) return "\nDoes not use the baseline.\n";
    std::string text = "\nTakes one baseline, or several for their mean and spread";
    for (const auto& [name, value] : method.withoutBaseline)
        text += "; `--" + name + " " + toText(value) + "` uses none";
    return text + ".\n";
}

}  // namespace

std::string methodReference(const Catalogue& catalogue, const std::vector<RequestField>& fields) {
    std::string text = head + requestReference(fields);
    for (const MethodSpec& method : catalogue.methods) {
        text += "\n## `" + method.name + "` " + method.title + "\n\n" + method.summary + "\n\n" +
                traitsText(method.traits) + "\n";
        if (!method.caution.empty()) text += "\n**Caution.** " + method.caution + "\n";
        if (!method.objective.empty()) text += "\nAlways of the " + method.objective + ".\n";
        if (!method.objectives.empty())
            text += "\nExplains " + objectivesText(method) + " alone (`--of`).\n";
        text += baselineUse(method);
        if (!method.parameters.empty())
            text += "\n| Parameter | Values | Default | |\n|---|---|---|---|\n";
        for (const ParameterSpec& spec : method.parameters)
            text += parameterRow(spec, rangeText(spec));
        text += parityText(method);
    }
    return text;
}

}  // namespace sigscope::app
