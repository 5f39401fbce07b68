#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/api/recipe.h"
#include "engine/baselines/baseline.h"
#include "engine/error.h"
#include "engine/io/recipe_text.h"
#include "engine/io/sha256.h"
#include "engine/run/file_supplies.h"
#include "engine/run/recipe_reader.h"

namespace sigscope {

namespace {

namespace fs = std::filesystem;

/// A file that a recipe wants, and where it may be.
struct Search {
    std::string what;  ///< "picture".
    RecipeFile wanted;
    fs::path file;
    std::string name;    ///< Of what is at `file`.
    bool given = false;  ///< By the user, not found beside the recipe.
};

/// Whether what was found is what is wanted; throws Error if it only seems to be.
void check(const Search& search, const fs::path& recipe, std::vector<std::string>& notes) {
    std::error_code ignored;
    if (!fs::exists(search.file, ignored)) {
        if (search.given) throw Error(search.file.string() + ": there is no such file");
        throw Error(recipe.string() + ": its " + search.what + " " + search.wanted.name +
                    " is not beside it; give its path");
    }
    const std::string found = io::sha256OfFile(search.file);
    if (found == search.wanted.sha256) return;
    const std::string digests = " (SHA-256 " + found.substr(0, 12) + "…, the recipe's is " +
                                search.wanted.sha256.substr(0, 12) + "…)";
    if (!search.given || search.name == search.wanted.name)
        throw Error(search.file.string() + ": is another " + search.what + " than that of " +
                    recipe.string() + digests + "; give the path of the right one");
    notes.push_back(search.file.string() + " takes the place of the recipe's " + search.what + " " +
                    search.wanted.name);
}

/// The file behind a model's name; a file is itself.
fs::path weightsOf(const std::string& model, const Catalogue& catalogue) {
    const auto spec = std::ranges::find(catalogue.models, model, &ModelSpec::name);
    return spec == catalogue.models.end() ? fs::path(model) : fs::path(spec->weightsFile);
}

Search searchModel(const Recipe& recipe, std::string& model, const Catalogue& catalogue) {
    const bool given = !model.empty();
    const bool named = std::ranges::find(catalogue.models, recipe.model.name, &ModelSpec::name) !=
                       catalogue.models.end();
    if (!given)
        model =
            named ? recipe.model.name : (recipe.source.parent_path() / recipe.model.name).string();
    return {"model", recipe.model, weightsOf(model, catalogue), fs::path(model).filename().string(),
            given || named};
}

/// The text of a parameter; empty if it has none.
std::string textOf(const ParameterValues& values, const std::string& parameter) {
    const auto value = values.find(parameter);
    return value == values.end() ? std::string() : toText(value->second);
}

/// Where the method's files are, but for those that the user gave: beside the recipe, or, where
/// none was named, with the program.
void findSupplies(const Recipe& recipe, ExplainRequest& request, std::vector<std::string>& notes) {
    for (const auto& [parameter, files] : recipe.supplies) {
        const std::string named = textOf(recipe.request.parameters, parameter);
        if (textOf(request.parameters, parameter) != named) continue;
        const fs::path folder =
            named.empty() ? run::ownSupplies(parameter) : recipe.source.parent_path();
        std::string places;
        for (const RecipeFile& file : files) {
            const fs::path place = folder / file.name;
            check({parameter, file, place, file.name, named.empty()}, recipe.source, notes);
            places += (places.empty() ? "" : ";") + place.string();
        }
        if (!named.empty()) request.parameters[parameter] = places;
    }
}

RestoredRequest restore(const Recipe& recipe, ExplainRequest request, const Catalogue& catalogue) {
    RestoredRequest restored;
    const fs::path folder = recipe.source.parent_path();
    const auto searchPicture = [&](const std::string& what, const RecipeFile& wanted,
                                   fs::path file) {
        const bool given = !file.empty();
        if (!given) file = folder / wanted.name;
        check({what, wanted, file, file.filename().string(), given}, recipe.source, restored.notes);
        return file;
    };
    request.image = searchPicture("picture", recipe.image, request.image);
    if (recipe.baseline && !baselines::isNameOrColour(request.baseline))
        request.baseline = searchPicture("baseline", *recipe.baseline, request.baseline).string();
    const Search model = searchModel(recipe, request.model, catalogue);
    // A model that is not installed is the engine's to explain.
    if (!model.file.empty()) check(model, recipe.source, restored.notes);
    findSupplies(recipe, request, restored.notes);
    restored.request = std::move(request);
    return restored;
}

std::string shown(const nlohmann::json& value) {
    constexpr std::size_t longest = 40;
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    std::string line = text.substr(0, longest);
    std::ranges::replace_if(line, [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
    return line;
}

}  // namespace

bool holdsRecipe(const fs::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const char* result : {".npz", ".svg", ".pdf", ".csv", ".json"})
        if (ending == result) return true;
    return ending == ".png" && io::isFigurePng(file);
}

Outcome<Recipe> readRecipe(const fs::path& file, const Catalogue& catalogue) {
    try {
        return run::parseRecipe(io::recipeText(file), file, catalogue);
    } catch (const std::exception& error) {
        return Failure{error.what()};
    }
}

Outcome<RestoredRequest> restoreRequest(const Recipe& recipe, ExplainRequest request,
                                        const Catalogue& catalogue) {
    try {
        return restore(recipe, std::move(request), catalogue);
    } catch (const std::exception& error) {
        return Failure{error.what()};
    }
}

std::vector<std::string> differingCircumstances(const std::string& before, const std::string& now) {
    const auto parsed = [](const std::string& recipe) {
        return nlohmann::json::parse(recipe, nullptr, /*allow_exceptions=*/false);
    };
    const nlohmann::json then = parsed(before);
    const nlohmann::json today = parsed(now);
    std::vector<std::string> differences;
    if (!then.is_object() || !today.is_object()) return differences;
    const auto part = [](const nlohmann::json& recipe, const char* key) {
        const auto found = recipe.find(key);
        return found != recipe.end() && found->is_object() ? *found : nlohmann::json::object();
    };
    if (part(then, "preprocessing") != part(today, "preprocessing"))
        differences.emplace_back("another preprocessing");
    const nlohmann::json circumstances = part(then, "run");
    const nlohmann::json present = part(today, "run");
    for (const auto& [key, value] : present.items()) {
        const nlohmann::json earlier = circumstances.value(key, nlohmann::json());
        if (earlier != value)
            differences.push_back(key + " " + shown(value) + " instead of " + shown(earlier));
    }
    return differences;
}

}  // namespace sigscope
