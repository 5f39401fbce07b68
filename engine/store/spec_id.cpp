#include "engine/store/spec_id.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "engine/io/sha256.h"
#include "engine/store/recipe_reader.h"

namespace sigscope::store {

namespace {

/// What of the circumstances was asked for: they decide which gradients are taken, and how.
constexpr const char* declaredNumerics[] = {"precision", "memory_budget"};

/// A whole number is one, however it was written: 1.0 is 1, and −0.0 is 0.
void unifyNumber(nlohmann::json& number) {
    constexpr double exact = 1LL << 53;  // Below, each whole number is a double of its own.
    const auto value = number.get<double>();
    if (number.is_number_float() && std::abs(value) < exact && value == std::trunc(value))
        number = static_cast<std::int64_t>(value);
}

/// Files are their content, classes their index: beside these, names and labels say nothing.
void leaveNamesOut(nlohmann::json& object) {
    if (object.contains("name") && object.contains("sha256"))
        object = {{"sha256", object["sha256"]}};
    if (object.contains("label") && object.contains("index")) object = {{"index", object["index"]}};
}

void unify(nlohmann::json& json) {
    if (json.is_number()) unifyNumber(json);
    if (json.is_object()) leaveNamesOut(json);
    if (json.is_structured())
        for (nlohmann::json& part : json) unify(part);
}

/// "#FF8000" is "#ff8000".
void unifyColours(nlohmann::json& baseline) {
    if (baseline.is_array())
        for (nlohmann::json& one : baseline) unifyColours(one);
    if (!baseline.is_string()) return;
    auto& text = baseline.get_ref<std::string&>();
    if (text.starts_with('#'))
        std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
}

/// The values of parameters that name files; what these hold stands under "files".
void leaveFileNamesOut(nlohmann::json& spec) {
    if (!spec.contains("files") || !spec["files"].is_object()) return;
    for (const auto& [parameter, files] : spec["files"].items())
        if (spec.contains("parameters") && spec["parameters"].is_object())
            spec["parameters"].erase(parameter);
}

}  // namespace

std::string canonicalSpec(const std::string& recipe) {
    nlohmann::json spec = recipeJson(recipe);  // Of sorted keys.
    if (!spec.is_object()) throw Error("is no object");
    const nlohmann::json run = spec.value("run", nlohmann::json::object());
    spec.erase("run");
    for (const char* numeric : declaredNumerics)
        if (run.is_object() && run.contains(numeric)) spec["numerics"][numeric] = run[numeric];
    leaveFileNamesOut(spec);
    unify(spec);
    if (spec.contains("baseline")) unifyColours(spec["baseline"]);
    return spec.dump();
}

SpecId specIdOf(const std::string& recipe) {
    return {io::sha256Of(canonicalSpec(recipe))};
}

}  // namespace sigscope::store
