#include "engine/api/catalogue.h"

#include <algorithm>

namespace sigscope {

const MethodSpec* Catalogue::method(const std::string& name) const {
    const auto found = std::ranges::find(methods, name, &MethodSpec::name);
    return found == methods.end() ? nullptr : &*found;
}

bool hasParameter(const MethodSpec& method, const std::string& name) {
    return std::ranges::find(method.parameters, name, &ParameterSpec::name) !=
           method.parameters.end();
}

bool usesBaseline(const MethodSpec& method, const ParameterValues& values) {
    if (method.baseline == BaselineUse::Ignored) return false;
    return std::ranges::none_of(method.withoutBaseline, [&](const auto& ruledOut) {
        const auto given = values.find(ruledOut.first);
        if (given != values.end()) return given->second == ruledOut.second;
        const auto spec =
            std::ranges::find(method.parameters, ruledOut.first, &ParameterSpec::name);
        return spec != method.parameters.end() && spec->defaultValue == ruledOut.second;
    });
}

bool beginsAtBaseline(const MethodSpec* method, const ParameterValues& values) {
    return method == nullptr || usesBaseline(*method, values);
}

std::string objectivesText(const MethodSpec& method) {
    std::string text;
    for (const std::string& name : method.objectives) text += (text.empty() ? "" : " or ") + name;
    return text;
}

bool explains(const MethodSpec& method, const std::string& objective) {
    const std::vector<std::string>& known = method.objectives;
    return known.empty() || std::ranges::find(known, objective) != known.end();
}

const std::string& objectiveFor(const MethodSpec& method, const std::string& wanted) {
    return explains(method, wanted) ? wanted : method.objectives.front();
}

const std::string& objectiveOf(const MethodSpec* method, const std::string& asked) {
    return method != nullptr && !method->objective.empty() ? method->objective : asked;
}

}  // namespace sigscope
