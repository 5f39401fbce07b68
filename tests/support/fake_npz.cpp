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
    recipe.targetLabel = "tabby";
    recipe.request.method = "ig";
    recipe.request.objective = "logit";
    recipe.request.target = "281";
    recipe.request.parameters["steps"] = std::int64_t{33};
    return recipe;
}

Outcome<RestoredRequest> restoreRequest(const Recipe& recipe, ExplainRequest request,
                                        const Catalogue&) {
    request.image = recipe.source.parent_path() / "chelsea.png";
    if (recipe.source.stem() == "program") request.model = "net.pt";
    return RestoredRequest{std::move(request), {}};
}

}  // namespace sigscope
