#include <fstream>
#include <utility>

#include "engine/api/engine.h"
#include "engine/api/recipe.h"

namespace sigscope {

/// Stands in for the engine's writer, so that the window's tests link no Torch: the recipe alone.
Outcome<Done> writeNpz(const std::filesystem::path& file, const Explanation& explanation,
                       std::stop_token) {
    std::ofstream out(file);
    out << explanation.recipe;
    out.close();
    if (!out) return Failure{file.string() + ": cannot be written; is its folder there?"};
    return Done{};
}

bool holdsRecipe(const std::filesystem::path& file) {
    return file.extension() == ".npz";
}

/// Stands in for the engine's look into a model: what ends in .pt is a program.
bool holdsModelCode(const std::filesystem::path& file) {
    return file.extension() == ".pt";
}

/// Stands in for the engine's reader: what a file named damaged.npz holds cannot be read.
Outcome<Recipe> readRecipe(const std::filesystem::path& file, const Catalogue&) {
    if (file.stem() == "damaged") return Failure{file.string() + ": its recipe is damaged"};
    Recipe recipe;
    recipe.source = file;
    recipe.text = file.stem().string();
    recipe.targetLabel = "tabby";
    recipe.request.method = "ig";
    recipe.request.objective = "logit";
    recipe.request.target = "281";
    recipe.request.parameters["steps"] = std::int64_t{33};
    return recipe;
}

/// Stands in for the search: the picture of lost.npz is lost.png, all others' is chelsea.png.
Outcome<RestoredRequest> restoreRequest(const Recipe& recipe, ExplainRequest request,
                                        const Catalogue&,
                                        const std::vector<std::filesystem::path>& folders) {
    const bool lost = recipe.text == "lost";
    request.image = recipe.source.parent_path() / (lost ? "lost.png" : "chelsea.png");
    for (const std::filesystem::path& folder : folders)
        if (lost && std::filesystem::exists(folder / "lost.png"))
            request.image = folder / "lost.png";
    if (lost && !std::filesystem::exists(request.image))
        return Failure{recipe.source.string() + ": its picture lost.png is not beside it"};
    if (recipe.source.stem() == "program") request.model = "net.pt";
    return RestoredRequest{std::move(request), {}};
}

/// Stands in for the comparison: nothing runs as busy.npz did.
std::vector<std::string> differingCircumstances(const std::string& before, const std::string&) {
    if (before != "busy") return {};
    return {"threads 2 instead of 1"};
}

}  // namespace sigscope
