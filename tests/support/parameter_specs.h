#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/api/parameters.h"

/// Made-up parameters for tests, their help left empty.
namespace sigscope::test {

[[nodiscard]] inline ParameterSpec realSpec(const std::string& name, double minimum, double maximum,
                                            double defaultValue) {
    ParameterSpec spec;
    spec.name = name;
    spec.minimum = minimum;
    spec.maximum = maximum;
    spec.defaultValue = defaultValue;
    return spec;
}

[[nodiscard]] inline ParameterSpec wholeSpec(const std::string& name, std::int64_t minimum,
                                             std::int64_t maximum, std::int64_t defaultValue) {
    ParameterSpec spec =
        realSpec(name, static_cast<double>(minimum), static_cast<double>(maximum), 0);
    spec.kind = ParameterSpec::Kind::Integer;
    spec.defaultValue = defaultValue;
    return spec;
}

[[nodiscard]] inline ParameterSpec choiceSpec(const std::string& name,
                                              const std::string& defaultValue,
                                              std::vector<Choice> choices) {
    ParameterSpec spec;
    spec.name = name;
    spec.kind = ParameterSpec::Kind::Choice;
    spec.defaultValue = defaultValue;
    spec.choices = std::move(choices);
    return spec;
}

}  // namespace sigscope::test
