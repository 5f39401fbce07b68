#include "engine/models/preprocessing_fields.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/error.h"
#include "engine/problem/named.h"

namespace sigscope::models {

namespace {

using Kind = ParameterSpec::Kind;

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

const std::vector<Named<Interpolation>>& interpolations() {
    static const std::vector<Named<Interpolation>> all{
        {{"bicubic", "bicubic", "As EfficientNet and most of timm's models have it."},
         Interpolation::Bicubic},
        {{"bilinear", "bilinear", "As most of torchvision's models have it."},
         Interpolation::Bilinear}};
    return all;
}

const std::vector<Named<Fit>>& fits() {
    static const std::vector<Named<Fit>> all{
        {{"crop", "crop", "The shorter side becomes resize, and the middle is cut out."},
         Fit::Crop},
        {{"squash", "squash",
          "The whole picture becomes input-size, whatever its proportions; there is no resize."},
         Fit::Squash}};
    return all;
}

const std::vector<Named<InputTransform>>& inputTransforms() {
    static const std::vector<Named<InputTransform>> all{
        {{"yes", "yes", "As in torchvision's published weights, and what was trained from them."},
         InputTransform::Yes},
        {{"no", "no", "Its first layer sees what mean and std make."}, InputTransform::No}};
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

ParameterValue valueOf(const PictureSize& size) {
    if (size.height == size.width) return std::int64_t{size.height};
    return sizeText(size);
}

/// Of a value that its spec allows.
PictureSize sizeOf(const ParameterValue& value) {
    const std::string text = toText(value);
    const std::size_t cross = text.find('x');
    const int height = std::stoi(text);
    return {height, cross == std::string::npos ? height : std::stoi(text.substr(cross + 1))};
}

/// A number or three of them; `Stored` is what ParameterValue holds.
template <typename Stored, typename Member>
PreprocessingField number(ParameterSpec spec, Member Preprocessing::*member) {
    spec.defaultValue = static_cast<Stored>(Preprocessing().*member);
    return {std::move(spec),
            [member](const Preprocessing& from) { return static_cast<Stored>(from.*member); },
            [member](Preprocessing& to, const ParameterValue& value) {
                to.*member = static_cast<Member>(std::get<Stored>(value));
            }};
}

template <typename Value>
PreprocessingField choice(const std::string& name, const std::string& help,
                          const std::vector<Named<Value>>& table, Value Preprocessing::*member) {
    const auto value = [&table,
                        member](const Preprocessing& from) -> std::optional<ParameterValue> {
        const auto found = std::ranges::find(table, from.*member, &Named<Value>::value);
        if (found == table.end()) return std::nullopt;
        return found->choice.name;
    };
    ParameterSpec spec{.name = name,
                       .symbol = {},
                       .kind = Kind::Choice,
                       .defaultValue = value(Preprocessing()).value_or(table.front().choice.name),
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

PreprocessingField inputSize() {
    ParameterSpec spec = described("input-size", Kind::Size, 16, 2048, "px",
                                   "What the model sees: the side of a square, or height x width.");
    spec.defaultValue = valueOf(PictureSize());
    return {std::move(spec), [](const Preprocessing& from) { return valueOf(from.inputSize); },
            [](Preprocessing& to, const ParameterValue& value) { to.inputSize = sizeOf(value); }};
}

PreprocessingField resize() {
    PreprocessingField field = number<std::int64_t>(
        described("resize", Kind::Integer, 16, 4096, "px",
                  "The picture's shorter side before input-size is cut out of its middle."),
        &Preprocessing::resize);
    field.value = [](const Preprocessing& from) -> std::optional<ParameterValue> {
        if (from.fit == Fit::Squash) return std::nullopt;
        return std::int64_t{from.resize};
    };
    return field;
}

PreprocessingField transformInput() {
    PreprocessingField field =
        choice("transform-input",
               "Of GoogLeNet and Inception v3: whether the network itself changes its "
               "input from ImageNet's mean and standard deviation to 0.5.",
               inputTransforms(), &Preprocessing::transformInput);
    field.assign = [assign = field.assign](Preprocessing& to, const ParameterValue& value) {
        Preprocessing changed = to;
        assign(changed, value);
        const bool absent = to.transformInput == InputTransform::Absent;
        if (absent && changed.transformInput == InputTransform::Yes)
            throw Error("transform-input: only GoogLeNet and Inception v3 can have one");
        if (!absent) to = changed;
    };
    return field;
}

}  // namespace

std::string nameOf(Strides strides) {
    return std::ranges::find(allStrides(), strides, &Named<Strides>::value)->choice.name;
}

const std::vector<PreprocessingField>& preprocessingFields() {
    static const std::vector<PreprocessingField> all{
        inputSize(),
        resize(),
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
        choice("interpolation", "How pictures are resized.", interpolations(),
               &Preprocessing::interpolation),
        choice("fit", "How a picture of other proportions gets the input's size.", fits(),
               &Preprocessing::fit),
        transformInput(),
        choice(stridesParameter,
               "Which of the first two layers that halve the picture in the published network do "
               "so in this one: of ResNet and DenseNet the first convolution and the max pool, of "
               "MobileNet the first convolution and the first block that halves. Weights do not "
               "tell; asked for where they hint at a change.",
               allStrides(), &Preprocessing::strides)};
    return all;
}

}  // namespace sigscope::models
