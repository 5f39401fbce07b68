#include "engine/models/preprocessing_parameters.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/error.h"
#include "engine/models/preprocessing_fields.h"

namespace sigscope::models {

namespace {

using Field = PreprocessingField;
using Kind = ParameterSpec::Kind;

const Field* fieldNamed(const std::string& name) {
    const std::vector<Field>& fields = preprocessingFields();
    const auto found =
        std::ranges::find(fields, name, [](const Field& field) { return field.spec.name; });
    return found == fields.end() ? nullptr : &*found;
}

std::string knownNames() {
    std::string names;
    for (const Field& field : preprocessingFields())
        names += (names.empty() ? "" : ", ") + field.spec.name;
    return names;
}

std::string replaced(std::string text, char from, char to) {
    std::ranges::replace(text, from, to);
    return text;
}

/// Throws Error for a crop larger than the picture, or a `resize` where there is none.
void requireSense(const Preprocessing& preprocessing, const ParameterValues& given) {
    const PictureSize& size = preprocessing.inputSize;
    const std::string resize = "resize: " + std::to_string(preprocessing.resize);
    if (preprocessing.fit == Fit::Crop && preprocessing.resize < std::min(size.height, size.width))
        throw Error(resize + " is less than input-size, " + sizeText(size) +
                    ", which is cut out of it");
    const bool same = size == PictureSize{preprocessing.resize, preprocessing.resize};
    if (preprocessing.fit == Fit::Squash && given.contains("resize") && !same)
        throw Error(resize + " has no place beside fit squash, which makes the whole picture " +
                    sizeText(size) + "; leave resize out, or take fit crop");
}

/// The text that a flag would have for a JSON value of the right type; throws
/// std::invalid_argument.
std::string textOf(const ParameterSpec& spec, const nlohmann::json& json) {
    const auto number = [&](const nlohmann::json& value) {
        if (!value.is_number()) throw std::invalid_argument(spec.name + ": is not a number");
        return value.is_number_float() ? toText(value.get<double>()) : value.dump();
    };
    switch (spec.kind) {
        case Kind::Real:
        case Kind::Integer:
            return number(json);
        case Kind::PerChannel:
            if (!json.is_array() || json.size() != 3)
                throw std::invalid_argument(spec.name + ": is not a list of three numbers");
            return number(json[0]) + "," + number(json[1]) + "," + number(json[2]);
        case Kind::Size:
            if (json.is_array() && json.size() == 2) return number(json[0]) + "x" + number(json[1]);
            return json.is_string() ? json.get<std::string>() : number(json);
        case Kind::Choice:
        case Kind::File:
        case Kind::Folder:
            break;
    }
    if (!json.is_string()) throw std::invalid_argument(spec.name + ": is not a name in quotes");
    return json.get<std::string>();
}

}  // namespace

std::string namesOf(const std::vector<Strides>& choices, const std::string& separator) {
    std::string names;
    for (const Strides strides : choices)
        names += (names.empty() ? "" : separator) + nameOf(strides);
    return names;
}

std::vector<ParameterSpec> preprocessingSpecs() {
    std::vector<ParameterSpec> specs;
    for (const Field& field : preprocessingFields()) specs.push_back(field.spec);
    return specs;
}

ParameterValues valuesOf(const Preprocessing& preprocessing) {
    ParameterValues values;
    for (const Field& field : preprocessingFields())
        if (const auto value = field.value(preprocessing)) values[field.spec.name] = *value;
    return values;
}

Preprocessing withValues(Preprocessing preprocessing, const ParameterValues& values) {
    for (const auto& [name, value] : values) {
        const Field* field = fieldNamed(name);
        if (!field) throw Error(name + ": is no preprocessing; there are " + knownNames());
        try {
            field->assign(preprocessing, parseParameter(field->spec, toText(value)));
        } catch (const std::invalid_argument& problem) {
            throw Error(problem.what());
        }
    }
    requireSense(preprocessing, values);
    return preprocessing;
}

nlohmann::ordered_json toJson(const Preprocessing& preprocessing) {
    nlohmann::ordered_json json;
    const ParameterValues values = valuesOf(preprocessing);
    for (const Field& field : preprocessingFields())
        if (const auto value = values.find(field.spec.name); value != values.end())
            std::visit(
                [&](const auto& plain) { json[replaced(field.spec.name, '-', '_')] = plain; },
                value->second);
    return json;
}

ParameterValues preprocessingFromJson(const nlohmann::json& json, const std::string& where) {
    if (!json.is_object()) throw Error(where + ": is not an object {...}");
    ParameterValues values;
    for (const auto& [key, value] : json.items()) {
        const Field* field =
            key.find('-') == std::string::npos ? fieldNamed(replaced(key, '_', '-')) : nullptr;
        if (!field)
            throw Error(where + ": there is no '" + key + "', only " +
                        replaced(knownNames(), '-', '_'));
        ParameterSpec spec = field->spec;
        spec.name = key;
        try {
            values[field->spec.name] = parseParameter(spec, textOf(spec, value));
        } catch (const std::invalid_argument& problem) {
            throw Error(where + "." + problem.what());
        }
    }
    return values;
}

}  // namespace sigscope::models
