#include "engine/store/recipe_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/api/model_caches.h"
#include "engine/bounded_json.h"
#include "engine/io/recipe_text.h"
#include "engine/models/preprocessing_parameters.h"
#include "engine/store/recipe.h"
#include "engine/store/recipe_fields.h"
#include "engine/store/recipe_file_name.h"
#include "engine/store/recipe_section.h"

namespace sigscope::store {

namespace {

using Json = nlohmann::json;
using Section = RecipeSection;

/// Tens of thousands of baselines with their files fit.
constexpr std::size_t mostValues = 100'000;
constexpr std::int64_t mostClasses = 1'000'000;

bool isFileName(const std::string& name) {
    const auto isControl = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
    constexpr std::size_t longestName = 255;
    return !name.empty() && name.size() <= longestName && name != "." && name != ".." &&
           name.find('/') == std::string::npos && !std::ranges::any_of(name, isControl);
}

/// A model's may be one of the user's caches, wherever that is.
bool isModelName(const std::string& name) {
    return isFileName(name) || isCacheName(name);
}

RecipeFile fileOf(const Section& section, bool (*isName)(const std::string&) = isFileName) {
    RecipeFile file{section.text("name"), section.text("sha256")};
    if (section.contains(nameBytesKey))
        file.name = percentDecoded(section.text(nameBytesKey)).value_or("");
    if (!isName(file.name)) section.fail("name", "is no file's name");
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (file.sha256.size() != 64 || !std::ranges::all_of(file.sha256, isDigit))
        section.fail("sha256", "is no SHA-256");
    return file;
}

/// What a parameter that names files was supplied with.
std::vector<RecipeFile> filesOf(const Section& section, const std::string& key) {
    const Json& list = section.at(key);
    if (!list.is_array()) section.fail(key, "is no list");
    std::vector<RecipeFile> files;
    for (const Json& file : list) files.push_back(fileOf(section.entry(file, key)));
    return files;
}

/// A method's files; their names are the values of the parameters that name them.
void readAuxiliaryFiles(const Section& section, const MethodSpec& method, Recipe& recipe) {
    for (const auto& [key, list] : section.json().items()) {
        const auto spec = std::ranges::find(method.parameters, key, &ParameterSpec::name);
        if (spec == method.parameters.end() || !spec->namesFiles())
            section.fail(key, "is unknown to the method " + method.name);
        recipe.auxiliary[key] = filesOf(section, key);
    }
}

ParameterValues parametersOf(const Section& section, const MethodSpec& method) {
    ParameterValues values;
    for (const auto& [key, value] : section.json().items()) {
        const auto spec = std::ranges::find(method.parameters, key, &ParameterSpec::name);
        if (spec == method.parameters.end())
            section.fail(key, "is unknown to the method " + method.name);
        values[key] = parameterOf(section, *spec, key);
    }
    return values;
}

/// Fails for what is no name and no colour: a file is no text here.
BaselineSpec plainBaselineOf(const Section& top, const std::string& text) {
    try {
        if (const auto plain = parseNameOrColour(text)) return *plain;
    } catch (const std::invalid_argument& error) {
        top.fail("", error.what());
    }
    top.fail("baseline", "'" + text + "' is unknown to this version");
}

void readBaseline(const Section& top, const Json& json, Recipe& recipe) {
    if (json.is_object()) {
        recipe.request.baselines.emplace_back(PictureBaseline());
        recipe.baselines.emplace_back(fileOf(top.entry(json, "baseline")));
        return;
    }
    if (!json.is_string()) top.fail("baseline", "is no string");
    recipe.request.baselines.push_back(plainBaselineOf(top, json.get<std::string>()));
    recipe.baselines.emplace_back();
}

void readBaselines(const Section& top, Recipe& recipe) {
    ExplainRequest& request = recipe.request;
    const Json& json = top.at("baseline");
    const Json list = json.is_array() ? json : Json::array({json});
    if (list.empty()) top.fail("baseline", "is empty");
    request.baselines.clear();
    for (const Json& one : list) readBaseline(top, one, recipe);
}

void readPreprocessing(const Section& top, ExplainRequest& request) {
    if (!top.contains("preprocessing")) return;
    try {
        request.preprocessing =
            models::preprocessingFromJson(top.at("preprocessing"), "preprocessing");
        // Recipes of before these could be chosen were computed so.
        if (request.preprocessing.try_emplace("interpolation", std::string("bicubic")).second)
            request.preprocessing["transform-input"] = std::string("no");
    } catch (const Error& error) {
        top.fail("", error.what());
    }
}

void readDevice(const Section& run, ExplainRequest& request) {
    const std::string device = run.text("device");
    if (device != "cpu" && !device.starts_with("cuda")) run.fail("device", "is no device");
    // A recipe of a GPU can be repeated without one; what differs then is said.
    request.device = device == "cpu" ? "cpu" : "auto";
}

void requireKnownKeys(const Section& top, const std::vector<RequestField>& fields) {
    std::set<std::string> known = keysOf(fields);
    known.insert({"schema", "version", "parameters", "files"});
    for (const auto& [key, value] : top.json().items())
        if (!known.contains(key)) top.fail(key, "is unknown to this version");
}

/// What a recipe has in another form than a request.
void readResolved(const Section& top, Recipe& recipe) {
    recipe.request.model.clear();
    recipe.image = fileOf(top.section("image"));
    recipe.model = fileOf(top.section("model"), isModelName);
    readPreprocessing(top, recipe.request);
    const Section target = top.section("target");
    recipe.request.target = classOfIndex(target.whole("index", 0, mostClasses));
    recipe.targetLabel = target.text("label");
    readBaselines(top, recipe);
    readDevice(top.section("run"), recipe.request);
}

void readContrast(const Section& top, ExplainRequest& request) {
    if (request.objective == contrastObjective)
        request.against = classOfIndex(top.section("against").whole("index", 0, mostClasses));
}

void readMethod(const Section& top, const MethodSpec& method, Recipe& recipe) {
    recipe.request.parameters = parametersOf(top.section("parameters"), method);
    if (top.contains("files")) readAuxiliaryFiles(top.section("files"), method, recipe);
}

/// recipeJson, whose errors name the file.
Json jsonOf(const std::string& text, const std::string& name) {
    try {
        return recipeJson(text);
    } catch (const Error& error) {
        throw Error(name + ": its recipe is damaged: it " + error.what());
    }
}

}  // namespace

Json recipeJson(const std::string& text) {
    return boundedJson(text, {io::longestRecipe, mostValues});
}

Recipe parseRecipe(const std::string& text, const std::filesystem::path& source,
                   const Catalogue& catalogue) {
    const std::string name = source.string();
    const Json json = jsonOf(text, name);
    const Section top(json, name, "");
    if (top.text("schema") != recipeSchema)
        top.fail("schema", "is not " + std::string(recipeSchema));
    if (top.whole("version", 1, 1'000'000) != recipeVersion)
        top.fail("version", "is " + top.at("version").dump() + ", this program reads " +
                                std::to_string(recipeVersion));
    const std::vector<RequestField> fields = requestFields(catalogue);
    requireKnownKeys(top, fields);

    Recipe recipe;
    recipe.source = source;
    recipe.text = text;
    readResolved(top, recipe);
    readFields(fields, top, recipe.request);
    readContrast(top, recipe.request);
    readMethod(top, *catalogue.method(recipe.request.method), recipe);
    return recipe;
}

}  // namespace sigscope::store
