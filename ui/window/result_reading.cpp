#include "ui/window/result_reading.h"

#include <QDateTime>
#include <QFileInfo>
#include <utility>

#include "engine/api/engine.h"
#include "ui/window/found_photograph.h"

namespace sigscope::ui {

namespace {

namespace fs = std::filesystem;

/// With the photograph that was found.
std::shared_ptr<const Explanation> withPhotographOf(std::shared_ptr<const Explanation> result,
                                                    const fs::path& file,
                                                    const std::string& recipe) {
    auto scene = withPhotograph(result->scene, file, recipe);
    if (scene == result->scene) return result;
    auto whole = std::make_shared<Explanation>(*result);
    whole->scene = std::move(scene);
    return whole;
}

std::shared_ptr<const ReadResult> read(const fs::path& file, std::vector<fs::path> folders,
                                       const Catalogue& catalogue, const std::stop_token& stop) {
    auto all = std::make_shared<ReadResult>(
        ReadResult{file, std::move(folders), readRecipe(file, catalogue)});
    if (!all->recipe) return all;
    auto result = readResult(file);
    if (!result) {
        all->recipe = Failure{result.error()};
        return all;
    }
    all->result = std::move(result).value();
    all->saved = QFileInfo(QString::fromStdString(file.string())).lastModified().date();
    const Recipe& recipe = all->recipe.value();
    all->request = restoreRequest(recipe, recipe.request, catalogue, all->folders, stop);
    if (all->result && all->request->ok())
        all->result =
            withPhotographOf(all->result, all->request->value().request.image, recipe.text);
    return all;
}

/// As read(): on a thread no exception may go further.
std::shared_ptr<const ReadResult> readOrSayWhyNot(const fs::path& file,
                                                  std::vector<fs::path> folders,
                                                  const Catalogue& catalogue,
                                                  const std::stop_token& stop) {
    const auto all = attempt([&] { return read(file, std::move(folders), catalogue, stop); });
    if (all) return all.value();
    return std::make_shared<ReadResult>(
        ReadResult{file, {}, Failure{file.string() + ": cannot be read: " + all.error()}});
}

}  // namespace

ExplainRequest namedRequest(const Recipe& recipe) {
    ExplainRequest request = recipe.request;
    request.image = recipe.image.name;
    request.model = recipe.model.name;
    for (std::size_t i = 0; i < recipe.baselines.size(); ++i)
        if (const auto& file = recipe.baselines[i])
            request.baselines[i] = PictureBaseline{file->name};
    return request;
}

ResultReading::ResultReading(const Catalogue& catalogue, QObject* parent)
    : QObject(parent), m_catalogue(catalogue) {}

void ResultReading::start(fs::path file, std::vector<fs::path> folders) {
    forget();
    m_worker.start(
        [this, file = std::move(file), folders = std::move(folders)](const std::stop_token& stop) {
            const auto all = readOrSayWhyNot(file, folders, m_catalogue, stop);
            return [this, all] { Q_EMIT finished(all); };
        });
}

}  // namespace sigscope::ui
