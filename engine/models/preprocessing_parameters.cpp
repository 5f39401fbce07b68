#include "engine/models/preprocessing_parameters.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/error.h"
#include "engine/problem/named.h"

namespace sigscope::models {

namespace {

using Kind = ParameterSpec::Kind;

/// A parameter with the field that it stands for.
struct Field {
    ParameterSpec spec;
    std::function<ParameterValue(const Preprocessing&)> value;
    std::function<void(Preprocessing&, const ParameterValue&)> assign;
};

const std::vector<Named<ChannelOrder>>& channelOrders() {
    static const std::vector<Named<ChannelOrder>> all{
        {{"rgb", "red, green, blue", "Red first."}, ChannelOrder::Rgb},
        {{"bgr", "blue, green, red", "Blue first, as networks trained with Caffe have it."},
         ChannelOrder::Bgr}};
    return all;
}

const std::vector<Named<PixelRange>>& pixelRanges() {
    static const std::vector<Named<PixelRange>> all{
        {{"0..1", "0 to 1", "White is 1."}, PixelRange::Unit},
        {{"0..255", "0 to 255", "White is 255."}, PixelRange::Byte}};
    return all;
}

const std::vector<Named<Strides>>& allStrides() {
    static const std::vector<Named<Strides>> all{
        {{"published", "as published", "Both halve."}, Strides::Published},
        {{"neither", "neither halves",
          "Neither does, as in most networks for pictures of 32 pixels (CIFAR)."},
         Strides::Neither},
        {{"second", "only the second", "Only the second does."}, Strides::OnlySecond},
        {{"first", "only the first", "Only the first does."}, Strides::OnlyFirst},
        {{"caffe", "as in Caffe",
          "Both do, and a bottleneck of ResNet has its stride in its first convolution."},
         Strides::Caffe}};
    return all;
}

/// A number or three of them; `Stored` is what ParameterValue holds.
template <typename Stored, typename Member>
Field number(ParameterSpec spec, Member Preprocessing::*member) {
    spec.defaultValue = static_cast<Stored>(Preprocessing().*member);
    return {std::move(spec),
            [member](const Preprocessing& from) -> ParameterValue {
                return static_cast<Stored>(from.*member);
            },
            [member](Preprocessing& to, const ParameterValue& value) {
                to.*member = static_cast<Member>(std::get<Stored>(value));
            }};
}

template <typename Value>
Field choice(const std::string& name, const std::string& help,
             const std::vector<Named<Value>>& table, Value Preprocessing::*member) {
    const auto value = [&table, member](const Preprocessing& from) -> ParameterValue {
        return std::ranges::find(table, from.*member, &Named<Value>::value)->choice.name;
    };
    ParameterSpec spec{.name = name,
                       .symbol = {},
                       .kind = Kind::Choice,
                       .defaultValue = value(Preprocessing()),
                       .unit = {},
                       .help = help,
                       .equation = {},
                       .choices = choicesOf(table)};
    return {std::move(spec), value,
            [&table, member, name](Preprocessing& to, const ParameterValue& chosen) {
                to.*member = valueNamed(table, std::get<std::string>(chosen), name);
            }};
}

ParameterSpec described(const std::string& name, Kind kind, double minimum, double maximum,
                        const std::string& unit, const std::string& help) {
    return {.name = name,
            .symbol = {},
            .kind = kind,
            .minimum = minimum,
            .maximum = maximum,
            .defaultValue = {},
            .unit = unit,
            .help = help,
            .equation = kind == Kind::PerChannel ? "x = (pixel − mean) / std" : "",
            .choices = {}};
}

const std::vector<Field>& fields() {
    static const std::vector<Field> all{
        number<std::int64_t>(described("input-size", Kind::Integer, 16, 2048, "px",
                                       "Side of the square that the model sees."),
                             &Preprocessing::inputSize),
        number<std::int64_t>(described("resize", Kind::Integer, 16, 4096, "px",
                                       "The picture's shorter side before the square is cut out "
                                       "of its middle; at least input-size."),
                             &Preprocessing::resize),
        number<Triple>(described("mean", Kind::PerChannel, 0, 255, "",
                                 "What is subtracted from each channel, in the channels' order "
                                 "and the range of the model."),
                       &Preprocessing::mean),
        number<Triple>(described("std", Kind::PerChannel, 0.001, 255, "",
                                 "What each channel is divided by, likewise."),
                       &Preprocessing::std),
        choice("channel-order", "The order of the model's channels.", channelOrders(),
               &Preprocessing::channelOrder),
        choice("range", "The range of pixels before mean and std.", pixelRanges(),
               &Preprocessing::range),
        choice(stridesParameter,
               "Which of the first two layers that halve the picture in the published network do "
               "so in this one: of ResNet conv1 and the max pool, of MobileNet v2 the first and "
               "the third stage. Weights do not tell; asked for where they hint at a change.",
               allStrides(), &Preprocessing::strides)};
    return all;
}

const Field* fieldNamed(const std::string& name) {
    const auto found =
        std::ranges::find(fields(), name, [](const Field& field) { return field.spec.name; });
    return found == fields().end() ? nullptr : &*found;
}

std::string knownNames() {
    std::string names;
    for (const Field& field : fields()) names += (names.empty() ? "" : ", ") + field.spec.name;
    return names;
}

std::string replaced(std::string text, char from, char to) {
    std::ranges::replace(text, from, to);
    return text;
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
        case Kind::Choice:
        case Kind::File:
        case Kind::Folder:
            break;
    }
    if (!json.is_string()) throw std::invalid_argument(spec.name + ": is not a name in quotes");
    return json.get<std::string>();
}

}  // namespace

std::string nameOf(Strides strides) {
    return std::ranges::find(allStrides(), strides, &Named<Strides>::value)->choice.name;
}

std::string namesOf(const std::vector<Strides>& choices, const std::string& separator) {
    std::string names;
    for (const Strides strides : choices)
        names += (names.empty() ? "" : separator) + nameOf(strides);
    return names;
}

std::vector<ParameterSpec> preprocessingSpecs() {
    std::vector<ParameterSpec> specs;
    for (const Field& field : fields()) specs.push_back(field.spec);
    return specs;
}

ParameterValues valuesOf(const Preprocessing& preprocessing) {
    ParameterValues values;
    for (const Field& field : fields()) values[field.spec.name] = field.value(preprocessing);
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
    if (preprocessing.resize < preprocessing.inputSize)
        throw Error("resize: " + std::to_string(preprocessing.resize) +
                    " is less than input-size, " + std::to_string(preprocessing.inputSize) +
                    ", which is cut out of it");
    return preprocessing;
}

nlohmann::ordered_json toJson(const Preprocessing& preprocessing) {
    nlohmann::ordered_json json;
    for (const Field& field : fields())
        std::visit([&](const auto& plain) { json[replaced(field.spec.name, '-', '_')] = plain; },
                   field.value(preprocessing));
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
