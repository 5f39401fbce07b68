#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/api/catalogue.h"
#include "engine/api/explain_request.h"
#include "engine/api/outcome.h"

namespace sigscope {

// Where results carry their recipe: .npz as the array `recipe`, .csv in leading lines that begin
// with "# ", and the others so:
inline constexpr const char* recipePngKeyword = "recipe";           ///< Of an iTXt chunk, UTF-8.
inline constexpr const char* recipeSvgElement = "desc";             ///< Base64 of UTF-8.
inline constexpr const char* recipeXmpElement = "sigscope:recipe";  ///< PDF; base64 of UTF-8.

/// Where a figure carries its result, the bytes of an .npz. The chunk is ancillary and private.
inline constexpr const char* resultPngChunk = "sgNz";
inline constexpr const char* resultSvgElement = "metadata";         ///< Base64.
inline constexpr const char* resultXmpElement = "sigscope:result";  ///< PDF; base64.

/// A file as a recipe speaks of it: never where it is.
struct RecipeFile {
    std::string name;    ///< Without a folder; a model may have the catalogue's name.
    std::string sha256;  ///< Lower-case hexadecimal.
};

/// What a recipe says, checked against the catalogue.
struct Recipe {
    std::filesystem::path source;  ///< The file it was read from.
    std::string text;              ///< JSON.
    ExplainRequest request;  ///< Without files: `image` and `model` are empty, and so is the file
                             ///< of a baseline that is a picture.
    RecipeFile image;
    RecipeFile model;
    std::vector<std::optional<RecipeFile>> baselines;  ///< Of each that is a picture.
    std::string targetLabel;
    /// What the method took from files, by the parameter that names them; of that, the request has
    /// the names, semicolons between them.
    std::map<std::string, std::vector<RecipeFile>> auxiliary{};
};

/// Whether `file` is a result (or a recipe) rather than a picture: by its ending, for .png by its
/// text, and for .npz unless it holds arrays of somebody's alone. Never throws; says nothing of
/// whether the recipe is any good.
[[nodiscard]] bool holdsRecipe(const std::filesystem::path& file);

/// Reads the recipe of an .npz, .png, .svg, .pdf, .csv or of a bare .json. The file is not trusted:
/// everything in it is checked, nothing larger than a few times itself is allocated, and whatever
/// it says, no code is ever loaded. Failures name the file and the key.
[[nodiscard]] Outcome<Recipe> readRecipe(const std::filesystem::path& file,
                                         const Catalogue& catalogue);

/// A request that can be submitted.
struct RestoredRequest {
    ExplainRequest request;
    std::vector<std::string> notes;  ///< For the user: where it departs from the recipe's files.
};

/// Completes `request` (that of the recipe, changed as the user wished) with its files. Those it
/// lacks are looked for beside the recipe, then in `folders`; those it names are taken from there.
/// A file whose SHA-256 is not the recipe's is a failure, unless the user gave one of another name:
/// then a note. Files are read whole, so that it takes its time; `stop` ends it before the next
/// one.
[[nodiscard]] Outcome<RestoredRequest> restoreRequest(
    const Recipe& recipe, ExplainRequest request, const Catalogue& catalogue,
    const std::vector<std::filesystem::path>& folders = {}, std::stop_token stop = {});

/// Under which of the recorded circumstances `now` was computed other than `before` (both JSON):
/// "threads 2 instead of 4". Empty if all that are recorded were the same; for the same bits, what
/// is not recorded has to be the same too: the processor or GPU, the math libraries and the
/// settings of OpenMP, and the sizes of all micro-batches, which follow from the planned and the
/// smallest one only where these are equal.
[[nodiscard]] std::vector<std::string> differingCircumstances(const std::string& before,
                                                              const std::string& now);

}  // namespace sigscope
