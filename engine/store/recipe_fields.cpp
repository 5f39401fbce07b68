#include "engine/store/recipe_fields.h"

namespace sigscope::store {

namespace {

using Kind = ParameterSpec::Kind;

bool isText(const ParameterSpec& spec) {
    return spec.namesFiles() || spec.kind == Kind::Choice;
}

/// Whether the recipe of `request` has the field as it was asked for.
bool isRecorded(const RequestField& field, const ExplainRequest& request) {
    const FieldInRecipe& place = field.recipe;
    const bool asAsked = place.form == RecipeForm::Value || place.form == RecipeForm::UnlessDefault;
    return asAsked && (place.when == nullptr || place.when(request));
}

ParameterValue fieldOf(const RecipeSection& section, const RequestField& field) {
    const ParameterSpec& spec = field.spec;
    const std::string& key = field.recipe.key;
    if (spec.kind == Kind::Choice) return section.nameOf(key, spec.choices);
    if (spec.kind == Kind::Integer)
        return section.whole(key, static_cast<std::int64_t>(spec.minimum),
                             static_cast<std::int64_t>(spec.maximum));
    return parameterOf(section, spec, key);
}

void readField(const RecipeSection& section, const RequestField& field, ExplainRequest& request) {
    const bool optional = field.recipe.form == RecipeForm::UnlessDefault;
    if (optional && !section.contains(field.recipe.key)) return;
    field.set(request, {fieldOf(section, field)});
}

}  // namespace

nlohmann::ordered_json parameterJson(const ParameterValue& value) {
    return std::visit([](const auto& plain) { return nlohmann::ordered_json(plain); }, value);
}

void writeFields(const std::vector<RequestField>& fields, const ExplainRequest& request,
                 nlohmann::ordered_json& recipe) {
    for (const RequestField& field : fields) {
        if (!isRecorded(field, request)) continue;
        const ParameterValue value = field.get(request).front();
        const FieldInRecipe& place = field.recipe;
        if (place.form == RecipeForm::UnlessDefault && value == field.spec.defaultValue) continue;
        nlohmann::ordered_json& object = place.section.empty() ? recipe : recipe[place.section];
        object[place.key] = parameterJson(value);
    }
}

void readFields(const std::vector<RequestField>& fields, const RecipeSection& recipe,
                ExplainRequest& request) {
    for (const RequestField& field : fields) {
        if (!isRecorded(field, request)) continue;
        const std::string& section = field.recipe.section;
        readField(section.empty() ? recipe : recipe.section(section), field, request);
    }
}

std::set<std::string> keysOf(const std::vector<RequestField>& fields) {
    std::set<std::string> keys;
    for (const RequestField& field : fields) {
        const FieldInRecipe& place = field.recipe;
        if (place.form != RecipeForm::Absent)
            keys.insert(place.section.empty() ? place.key : place.section);
    }
    return keys;
}

ParameterValue parameterOf(const RecipeSection& section, const ParameterSpec& spec,
                           const std::string& key) {
    const nlohmann::json& value = section.at(key);
    const bool fits = isText(spec) ? value.is_string() : value.is_number();
    ParameterValue parameter;
    try {
        parameter = parseParameter(
            spec, fits && value.is_string() ? value.get<std::string>() : value.dump());
    } catch (const std::exception& error) {
        section.fail("", error.what());
    }
    if (!fits) section.fail(key, "is of the wrong kind");
    if (spec.namesFiles() && value.get<std::string>().find('/') != std::string::npos)
        section.fail(key, "is no file's name");
    return parameter;
}

}  // namespace sigscope::store
