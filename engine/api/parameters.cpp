#include "engine/api/parameters.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace sigscope {

namespace {

/// The shortest text that reads back as the same number.
std::string shortest(double value) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return {buffer, end};
}

std::string rangeOf(const ParameterSpec& spec) {
    return "from " + shortest(spec.minimum) + " to " + shortest(spec.maximum);
}

template <typename Number>
ParameterValue parseNumber(const ParameterSpec& spec, const std::string& text, const char* kind) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    const auto real = static_cast<double>(number);
    const bool inRange = std::isfinite(real) && real >= spec.minimum && real <= spec.maximum;
    if (error != std::errc() || rest != end || !inRange)
        throw std::invalid_argument(spec.name + ": '" + text + "' is not a " + kind + " " +
                                    rangeOf(spec));
    return number;
}

}  // namespace

std::string toText(const ParameterValue& value) {
    if (const auto* real = std::get_if<double>(&value)) return shortest(*real);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    return std::get<std::string>(value);
}

ParameterValue parseParameter(const ParameterSpec& spec, const std::string& text) {
    switch (spec.kind) {
        case ParameterSpec::Kind::Real:
            return parseNumber<double>(spec, text, "number");
        case ParameterSpec::Kind::Integer:
            return parseNumber<std::int64_t>(spec, text, "whole number");
        case ParameterSpec::Kind::File:
        case ParameterSpec::Kind::Folder:
            return text;
        case ParameterSpec::Kind::Choice:
            break;
    }
    if (std::ranges::find(spec.choices, text, &Choice::name) != spec.choices.end()) return text;
    std::string names;
    for (const Choice& choice : spec.choices) names += (names.empty() ? "" : ", ") + choice.name;
    throw std::invalid_argument(spec.name + ": '" + text + "' is none of " + names);
}

}  // namespace sigscope
