#include "engine/api/parameters.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
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
    const bool isWhole =
        spec.kind == ParameterSpec::Kind::Integer || spec.kind == ParameterSpec::Kind::Size;
    const auto text = [isWhole](double bound) {
        // The shortest text of a hundred thousand is 1e+05.
        return isWhole ? std::to_string(static_cast<std::int64_t>(bound)) : shortest(bound);
    };
    return "from " + text(spec.minimum) + " to " + text(spec.maximum);
}

/// The number that is the whole of `text`, if it lies in the range.
template <typename Number>
std::optional<Number> numberOf(const ParameterSpec& spec, const std::string& text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    const auto real = static_cast<double>(number);
    const bool inRange = std::isfinite(real) && real >= spec.minimum && real <= spec.maximum;
    if (error != std::errc() || rest != end || !inRange) return std::nullopt;
    return number;
}

[[noreturn]] void refuse(const ParameterSpec& spec, const std::string& text,
                         const std::string& reason) {
    throw std::invalid_argument(spec.name + ": '" + text + "' is " + reason);
}

/// "2%" and "2 %" are the number 2 of a parameter in per cent.
std::string withoutUnit(const ParameterSpec& spec, std::string text) {
    if (spec.unit.empty() || !text.ends_with(spec.unit)) return text;
    text.resize(text.size() - spec.unit.size());
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

template <typename Number>
ParameterValue parseNumber(const ParameterSpec& spec, const std::string& text, const char* kind) {
    const std::optional<Number> number = numberOf<Number>(spec, withoutUnit(spec, text));
    if (!number) refuse(spec, text, std::string("not a ") + kind + " " + rangeOf(spec));
    return *number;
}

ParameterValue parseTriple(const ParameterSpec& spec, const std::string& text) {
    Triple triple{};
    std::size_t begin = 0;
    for (std::size_t i = 0; i < triple.size(); ++i) {
        const std::size_t comma = text.find(',', begin);
        // The last number ends the text, the others end at a comma.
        const bool last = i + 1 == triple.size();
        const std::size_t end = last ? text.size() : comma;
        const auto number = end == std::string::npos || begin > text.size()
                                ? std::nullopt
                                : numberOf<double>(spec, text.substr(begin, end - begin));
        if (!number)
            refuse(spec, text, "not three numbers " + rangeOf(spec) + " with commas between them");
        triple[i] = *number;
        begin = end + 1;
    }
    return triple;
}

ParameterValue parseSize(const ParameterSpec& spec, const std::string& text) {
    const std::string plain = withoutUnit(spec, text);
    const std::size_t cross = plain.find('x');
    const auto height = numberOf<std::int64_t>(spec, plain.substr(0, cross));
    const auto width =
        cross == std::string::npos ? height : numberOf<std::int64_t>(spec, plain.substr(cross + 1));
    if (!height || !width)
        refuse(spec, text, "not a size " + rangeOf(spec) + ": one number, or HEIGHTxWIDTH");
    if (height == width) return *height;
    return std::to_string(*height) + "x" + std::to_string(*width);
}

}  // namespace

std::string toText(const ParameterValue& value) {
    if (const auto* real = std::get_if<double>(&value)) return shortest(*real);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* triple = std::get_if<Triple>(&value))
        return shortest((*triple)[0]) + "," + shortest((*triple)[1]) + "," + shortest((*triple)[2]);
    return std::get<std::string>(value);
}

std::string valueText(const std::string& name, const std::vector<ParameterSpec>& specs,
                      const ParameterValues& values) {
    if (const auto given = values.find(name); given != values.end()) return toText(given->second);
    const auto spec = std::ranges::find(specs, name, &ParameterSpec::name);
    return spec == specs.end() ? std::string() : toText(spec->defaultValue);
}

const Companion* hindranceOf(const ParameterSpec& spec, const std::vector<ParameterSpec>& specs,
                             const ParameterValues& values) {
    for (const Companion& companion : spec.companions)
        if (std::ranges::count(companion.values, valueText(companion.parameter, specs, values)) ==
            0)
            return &companion;
    return nullptr;
}

std::string flagsText(const std::vector<ParameterSpec>& specs, const ParameterValues& values) {
    std::string text;
    for (const ParameterSpec& spec : specs) {
        const auto value = values.find(spec.name);
        if (value == values.end()) continue;
        text += (text.empty() ? "--" : " --") + spec.name + " " + toText(value->second);
    }
    return text;
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
        case ParameterSpec::Kind::PerChannel:
            return parseTriple(spec, text);
        case ParameterSpec::Kind::Size:
            return parseSize(spec, text);
        case ParameterSpec::Kind::Choice:
            break;
    }
    if (std::ranges::find(spec.choices, text, &Choice::name) != spec.choices.end()) return text;
    std::string names;
    for (const Choice& choice : spec.choices) names += (names.empty() ? "" : ", ") + choice.name;
    refuse(spec, text, "none of " + names);
}

}  // namespace sigscope
