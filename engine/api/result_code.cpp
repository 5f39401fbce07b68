#include "engine/api/result_code.h"

#include <algorithm>
#include <string_view>

#include "engine/api/request_field.h"

namespace sigscope {

namespace {

/// As one word of a POSIX shell.
std::string shellWord(const std::string& text) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,=+%@";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
    std::string word = "'";
    for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
}

/// A file that begins like a flag is given with its folder.
std::string fileWord(const std::filesystem::path& file) {
    const std::string name = file.string();
    return shellWord(name.starts_with('-') ? "./" + name : name);
}

/// A string literal.
std::string pythonString(const std::string& text) {
    std::string literal = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            literal += std::string("\\") + c;
        else
            literal += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    return literal + "\"";
}

std::string flagsOf(const RequestField& field, const ExplainRequest& request) {
    const FieldValues values = field.get(request);
    if (field.flag.form == FlagForm::None || values == field.get(ExplainRequest())) return {};
    if (field.flag.sense != nullptr && !field.flag.sense(request)) return {};
    const std::string name = " --" + field.spec.name;
    if (field.flag.form == FlagForm::Switch) return name;
    std::string flags;
    for (const ParameterValue& value : values) flags += name + " " + shellWord(toText(value));
    return flags;
}

std::string parameterFlags(const std::vector<ParameterSpec>& specs, const ParameterValues& values,
                           const ParameterValues& usual) {
    std::string flags;
    for (const ParameterSpec& spec : specs) {
        const auto value = values.find(spec.name);
        if (value == values.end()) continue;
        const auto known = usual.find(spec.name);
        if (known != usual.end() && known->second == value->second) continue;
        if (hindranceOf(spec, specs, values) != nullptr) continue;  // A command refuses it.
        flags += " --" + spec.name + " " + shellWord(toText(value->second));
    }
    return flags;
}

ParameterValues defaultsOf(const MethodSpec& method) {
    ParameterValues defaults;
    for (const ParameterSpec& spec : method.parameters) defaults[spec.name] = spec.defaultValue;
    return defaults;
}

}  // namespace

std::string commandText(const ExplainRequest& request, const Catalogue& catalogue,
                        const std::filesystem::path& output) {
    std::string command = "sigscope explain " + fileWord(request.image);
    for (const RequestField& field : requestFields(catalogue)) command += flagsOf(field, request);
    command += parameterFlags(catalogue.preprocessing, request.preprocessing, {});
    if (const MethodSpec* method = catalogue.method(request.method))
        command += parameterFlags(method->parameters, request.parameters, defaultsOf(*method));
    if (!request.output.empty()) command += " -o " + shellWord(request.output);
    if (!output.empty()) command += " -o " + fileWord(output);
    return command;
}

std::string pythonText(const ExplainRequest& request, const Catalogue& catalogue,
                       const std::filesystem::path& npz, Reduction reduction) {
    std::string comment = "# " + commandText(request, catalogue, npz);
    std::ranges::replace(comment, '\n', '?');  // In a file's name it would end the comment.
    const bool isSigned = reduction == Reduction::Signed;
    const std::string map =
        isSigned ? "attribution.sum(axis=0)" : "np.abs(attribution).sum(axis=0)";
    const std::string scale = isSigned ? "cmap=\"RdBu_r\", vmin=-limit, vmax=limit"
                                       : "cmap=\"magma\", vmin=0, vmax=limit";
    return comment + R"(
import json

import matplotlib.pyplot as plt
import numpy as np

with np.load()" +
           pythonString(npz.string()) +
           R"(, allow_pickle=False) as result:
    attribution = result["attribution"]  # [3, H, W]
    seen = result["seen"]  # What the model saw, [H, W, 3]
    alphas, f = result["alphas"], result["f"]
    accumulated = result["accumulated_sums"]
    recipe = json.loads(result["recipe"].item())

heat = )" + map +
           R"(
limit = np.quantile(np.abs(heat), 0.995) or 1

figure, (left, middle, right) = plt.subplots(1, 3, figsize=(12, 3.5))
left.imshow(seen)
left.set_title(recipe["target"]["label"])
picture = middle.imshow(heat, )" +
           scale + R"()
middle.set_title(recipe["method"])
figure.colorbar(picture, ax=middle)
for pane in (left, middle):
    pane.set_axis_off()
right.plot(alphas, f, label="f")
right.plot(alphas[: len(accumulated)], accumulated, label="ΣA")
right.set_xlabel("α")
right.legend()
plt.show()
)";
}

}  // namespace sigscope
