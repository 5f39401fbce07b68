#include <QImage>
#include <fstream>
#include <utility>

#include "engine/api/comparison.h"
#include "engine/api/engine.h"
#include "engine/api/recipe.h"
#include "tests/support/fake_trace.h"
#include "ui/render/thumbnail.h"

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

/// Likewise of a comparison: its titles alone.
Outcome<Done> writeNpz(const std::filesystem::path& file, const Comparison& comparison) {
    std::ofstream out(file);
    for (const ComparisonColumn& column : comparison.columns) out << column.title << '\n';
    out.close();
    if (!out) return Failure{file.string() + ": cannot be written; is its folder there?"};
    return Done{};
}

/// Likewise of what figures carry.
Outcome<std::string> npzBytes(const Explanation& explanation) {
    return explanation.recipe;
}

/// Likewise of pictures: what Qt reads, and red.npy, which is all red; others are none.
Outcome<Image> readPictureFile(const std::filesystem::path& file) {
    const QImage picture(QString::fromStdString(file.string()));
    if (!picture.isNull()) return ui::imageOf(picture.convertToFormat(QImage::Format_RGB888));
    if (file.filename() != "red.npy") return Failure{file.string() + ": is no picture"};
    Image image{40, 20, {}};
    for (int pixel = 0; pixel < image.width * image.height; ++pixel)
        image.pixels.insert(image.pixels.end(), {255, 0, 0});
    return image;
}

/// Stands in for the engine's reader: shown.npz, shown_lost.npz and mapped.npz hold a result, the
/// last one with a map along its path; others none.
Outcome<std::shared_ptr<const Explanation>> readResult(const std::filesystem::path& file) {
    const bool lost = file.stem() == "shown_lost";
    const bool mapped = file.stem() == "mapped";
    if (file.stem() != "shown" && !lost && !mapped) return std::shared_ptr<const Explanation>();
    const auto subject = test::fakeSubject({}, 32);
    auto result = std::make_shared<Explanation>();
    result->scene = subject->scene;
    result->attribution = subject->attribution;
    result->input = result->baseline = subject->input;
    result->alphas = {0, 0.5, 1};
    for (const double alpha : result->alphas) result->f.push_back(subject->f(alpha));
    result->accumulatedSums = {0, 0.3, 0.6};
    result->completeness = {subject->fEnd, subject->fStart, subject->fStart, subject->fEnd, 0.6};
    result->evaluations = 61;
    result->recipe = file.stem().string();
    if (mapped)
        result->pathMaps = std::make_shared<PathMaps>(PathMaps{{0.5}, {subject->attribution}});
    return std::shared_ptr<const Explanation>(std::move(result));
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
    recipe.image.name = "lost.png";
    recipe.model.name = ExplainRequest().model;
    recipe.targetLabel = "tabby";
    recipe.request.method = "ig";
    recipe.request.objective = "logit";
    recipe.request.target = "281";
    recipe.request.parameters["steps"] = std::int64_t{33};
    return recipe;
}

/// Stands in for the search: the picture of lost.npz and shown_lost.npz is lost.png, all others' is
/// chelsea.png.
Outcome<RestoredRequest> restoreRequest(const Recipe& recipe, ExplainRequest request,
                                        const Catalogue&,
                                        const std::vector<std::filesystem::path>& folders,
                                        std::stop_token) {
    const bool lost = recipe.text == "lost" || recipe.text == "shown_lost";
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
