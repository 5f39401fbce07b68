#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/api/model_caches.h"
#include "engine/api/picture_file.h"
#include "engine/api/readable_file.h"
#include "engine/api/recipe.h"
#include "engine/api/request_files.h"
#include "engine/compute/file_inputs.h"
#include "engine/compute/preparation.h"
#include "engine/error.h"
#include "engine/io/recipe_text.h"
#include "engine/io/sha256.h"
#include "engine/models/model_digest.h"
#include "engine/printable.h"
#include "engine/store/recipe_reader.h"

namespace sigscope {

namespace {

namespace fs = std::filesystem;

/// What a file is known by.
using Digest = std::string (*)(const fs::path&);

/// A file that a recipe wants.
struct Wanted {
    std::string what;  ///< "picture".
    RecipeFile file;
    Digest digest = io::sha256OfFile;
};

/// A file that there is.
struct Found {
    fs::path place;
    std::string sha256;
};

/// The text of a parameter; empty if it has none.
std::string textOf(const ParameterValues& values, const std::string& parameter) {
    const auto value = values.find(parameter);
    return value == values.end() ? std::string() : toText(value->second);
}

/// Finds a recipe's files and checks them by their digests.
class Search {
public:
    Search(const Recipe& recipe, std::vector<fs::path> folders, std::stop_token stop)
        : m_recipe(recipe), m_folders(std::move(folders)), m_stop(std::move(stop)) {
        std::erase(m_folders, recipe.source.parent_path());
        m_folders.insert(m_folders.begin(), recipe.source.parent_path());
    }

    /// The wanted file in one of the folders. Throws Error if it is in none, or only seems to be.
    [[nodiscard]] fs::path find(const Wanted& wanted) const {
        std::optional<Found> namesake;
        std::optional<fs::path> hidden;
        for (const fs::path& folder : m_folders) {
            const fs::path place = folder / wanted.file.name;
            if (std::error_code error; !fs::is_regular_file(place, error)) {
                if (error && !isAbsent(place) && !hidden) hidden = place;
                continue;
            }
            if (m_stop.stop_requested())
                throw Error(m_recipe.source.string() + ": the search for its files was stopped");
            const std::string sha256 = wanted.digest(place);
            if (sha256 == wanted.file.sha256) return place;
            if (!namesake) namesake = Found{place, sha256};
        }
        if (namesake) refuse(*namesake, wanted);
        if (hidden) static_cast<void>(io::sha256OfFile(*hidden));  // Says why it is not seen.
        const std::string others =
            m_folders.size() > 1 ? " nor where else was looked for it" : "; give its path";
        throw Error(m_recipe.source.string() + ": its " + wanted.what + " " + wanted.file.name +
                    " is not beside it" + others);
    }

    /// Notes if `file`, which the user calls `name`, is another one than the recipe's; throws Error
    /// if it has its name all the same.
    void check(const fs::path& file, const std::string& name, const Wanted& wanted) {
        const Found found{file, wanted.digest(file)};
        if (found.sha256 == wanted.file.sha256) return;
        if (name == wanted.file.name) refuse(found, wanted);
        m_notes.push_back(file.string() + " takes the place of the recipe's " + wanted.what + " " +
                          wanted.file.name);
    }

    /// `given` if the user gave one, else where it is.
    [[nodiscard]] fs::path picture(const Wanted& wanted, const fs::path& given) {
        if (given.empty()) return find(wanted);
        check(given, given.filename().string(), wanted);
        return given;
    }

    [[nodiscard]] std::string model(const std::string& given, const Catalogue& catalogue) {
        const Wanted wanted{"model", m_recipe.model, models::sha256OfModel};
        const bool named = std::ranges::find(catalogue.models, m_recipe.model.name,
                                             &ModelSpec::name) != catalogue.models.end() ||
                           isCacheName(m_recipe.model.name);
        if (given.empty() && !named) return find(wanted).string();
        const std::string model = given.empty() ? m_recipe.model.name : given;
        const fs::path file = weightsOf(model, catalogue);
        // A model that is not installed is the engine's to explain.
        const bool installed = !file.empty() && !(isCacheName(model) && isAbsent(file));
        if (installed) check(file, recordedModelName(model), wanted);
        return model;
    }

    /// Where the method's files are, but for those that the user gave; where none was named, they
    /// came with the program.
    void auxiliary(ParameterValues& parameters) const {
        for (const auto& [parameter, files] : m_recipe.auxiliary) {
            const std::string named = textOf(m_recipe.request.parameters, parameter);
            if (textOf(parameters, parameter) != named) continue;
            std::string places;
            for (const RecipeFile& file : files)
                places += (places.empty() ? "" : ";") +
                          (named.empty() ? own(parameter, file) : find({parameter, file})).string();
            if (!named.empty()) parameters[parameter] = places;
        }
    }

    [[nodiscard]] std::vector<std::string> notes() const { return m_notes; }

private:
    /// What came with the program. Throws Error if it is another one by now.
    [[nodiscard]] fs::path own(const std::string& parameter, const RecipeFile& file) const {
        const fs::path place = compute::ownFiles(parameter) / file.name;
        const Found found{place, io::sha256OfFile(place)};
        if (found.sha256 != file.sha256) refuse(found, {parameter, file});
        return place;
    }

    [[noreturn]] void refuse(const Found& found, const Wanted& wanted) const {
        throw Error(found.place.string() + ": is another " + wanted.what + " than that of " +
                    m_recipe.source.string() + " (SHA-256 " + found.sha256.substr(0, 12) +
                    "…, the recipe's is " + wanted.file.sha256.substr(0, 12) +
                    "…); give the path of the right one");
    }

    const Recipe& m_recipe;
    std::vector<fs::path> m_folders;
    std::stop_token m_stop;
    std::vector<std::string> m_notes;
};

/// The first picture may be another one that was given in the place of the recipe's; of further
/// ones it is not known which that would be.
void restoreBaselines(const Recipe& recipe, Search& search, ExplainRequest& request) {
    const std::size_t recorded = std::min(request.baselines.size(), recipe.baselines.size());
    for (std::size_t i = 0; i < recorded; ++i) {
        auto* picture = std::get_if<PictureBaseline>(&request.baselines[i]);
        if (picture == nullptr || !recipe.baselines[i]) continue;
        if (i == 0 || picture->file.empty())
            picture->file = search.picture({"baseline", *recipe.baselines[i]}, picture->file);
    }
}

/// What was computed on a GPU can be looked at, and computed again in other bits, without one.
void settlePrecision(RestoredRequest& restored) {
    ExplainRequest& request = restored.request;
    if (compute::canComputeIn(request.precision, request.device)) return;
    restored.notes.push_back("precision " + request.precision +
                             " cannot be had here: float32 is taken instead");
    request.precision = "float32";
}

RestoredRequest restore(const Recipe& recipe, ExplainRequest request, const Catalogue& catalogue,
                        const std::vector<fs::path>& folders, std::stop_token stop) {
    Search search(recipe, folders, std::move(stop));
    request.image = search.picture({"picture", recipe.image}, request.image);
    restoreBaselines(recipe, search, request);
    request.model = search.model(request.model, catalogue);
    search.auxiliary(request.parameters);
    RestoredRequest restored{std::move(request), search.notes()};
    if (restored.request.precision == recipe.request.precision) settlePrecision(restored);
    return restored;
}

/// A recipe's object; null where there is none.
nlohmann::json objectOf(const std::string& recipe) {
    try {
        nlohmann::json json = store::recipeJson(recipe);
        if (json.is_object()) return json;
    } catch (const Error&) {
        // As good as none.
    }
    return {};
}

/// The files of a recipe's parameters without their names, which are the user's.
std::map<std::string, std::vector<std::string>> digestsOf(const nlohmann::json& files) {
    std::map<std::string, std::vector<std::string>> digests;
    for (const auto& [parameter, list] : files.items())
        for (const nlohmann::json& file : list)
            if (file.is_object() && file.contains("sha256"))
                digests[parameter].push_back(file.at("sha256").dump());
    return digests;
}

std::string shown(const nlohmann::json& value) {
    constexpr std::size_t longest = 40;
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    return printableAscii(text.substr(0, longest));
}

}  // namespace

bool holdsRecipe(const fs::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const char* result : {".svg", ".pdf", ".csv", ".json"})
        if (ending == result) return true;
    if (ending == ".npz") return !isArrayArchive(file);
    return ending == ".png" && io::isFigurePng(file);
}

Outcome<Recipe> readRecipe(const fs::path& file, const Catalogue& catalogue) {
    try {
        return store::parseRecipe(io::recipeText(file), file, catalogue);
    } catch (const std::exception& error) {
        return Failure{error.what()};
    }
}

Outcome<RestoredRequest> restoreRequest(const Recipe& recipe, ExplainRequest request,
                                        const Catalogue& catalogue,
                                        const std::vector<fs::path>& folders,
                                        std::stop_token stop) {
    try {
        return restore(recipe, std::move(request), catalogue, folders, std::move(stop));
    } catch (const std::exception& error) {
        return Failure{error.what()};
    }
}

std::vector<std::string> differingCircumstances(const std::string& before, const std::string& now) {
    const nlohmann::json then = objectOf(before);
    const nlohmann::json today = objectOf(now);
    std::vector<std::string> differences;
    if (then.is_null() || today.is_null()) return differences;
    const auto part = [](const nlohmann::json& recipe, const char* key) {
        const auto found = recipe.find(key);
        return found != recipe.end() && found->is_object() ? *found : nlohmann::json::object();
    };
    if (part(then, "preprocessing") != part(today, "preprocessing"))
        differences.emplace_back("another preprocessing");
    if (digestsOf(part(then, "files")) != digestsOf(part(today, "files")))
        differences.emplace_back("other files of the method");
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
