#include "engine/api/request_files.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <system_error>

#include "engine/api/model_caches.h"

namespace sigscope {

namespace fs = std::filesystem;

namespace {

/// A file that is read, or a folder whose files are.
struct Place {
    fs::path path;
    std::string title;  ///< "the baseline", "the references".
};

using Places = std::vector<Place>;

bool isSame(const fs::path& a, const fs::path& b) {
    std::error_code ignored;
    return fs::equivalent(a, b, ignored);
}

void addBaselines(Places& places, const ExplainRequest& request) {
    for (const BaselineSpec& baseline : request.baselines) {
        if (const auto* picture = std::get_if<PictureBaseline>(&baseline))
            places.push_back({picture->file, "the baseline"});
        if (const auto* pictures = std::get_if<FolderBaseline>(&baseline))
            places.push_back({pictures->folder, "the baselines"});
    }
}

/// Of the method's parameters: files separated by semicolons, or a folder.
void addParameters(Places& places, const ExplainRequest& request, const Catalogue& catalogue) {
    const MethodSpec* method = catalogue.method(request.method);
    if (method == nullptr) return;
    for (const ParameterSpec& spec : method->parameters) {
        const auto value = request.parameters.find(spec.name);
        if (!spec.namesFiles() || value == request.parameters.end()) continue;
        for (const fs::path& file : namedFiles(toText(value->second)))
            places.push_back({file, "the " + spec.name});
    }
}

/// All but the model, whose name may be a file's.
Places titledPlaces(const ExplainRequest& request, const Catalogue& catalogue) {
    Places places{{request.image, "the picture to explain"}};
    addBaselines(places, request);
    addParameters(places, request, catalogue);
    return places;
}

}  // namespace

fs::path folderOf(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

std::vector<fs::path> namedFiles(const std::string& value) {
    std::vector<fs::path> files;
    std::istringstream list(value);
    for (std::string file; std::getline(list, file, ';');)
        if (!file.empty()) files.emplace_back(file);
    return files;
}

fs::path weightsOf(const std::string& model, const Catalogue& catalogue) {
    const auto spec = std::ranges::find(catalogue.models, model, &ModelSpec::name);
    if (spec != catalogue.models.end()) return spec->weightsFile;
    return cachedWeights(model).value_or(model);
}

fs::path sidecarFile(const fs::path& weightsFile) {
    return fs::path(weightsFile).replace_extension(".json");
}

std::string recordedModelName(const std::string& model) {
    return isCacheName(model) ? model : fs::path(model).filename().string();
}

std::vector<fs::path> describingFiles(const fs::path& weightsFile) {
    std::vector<fs::path> files{sidecarFile(weightsFile)};
    if (isHubFile(weightsFile))
        for (const char* name : {hubConfigName, hubPreprocessorName})
            files.push_back(weightsFile.parent_path() / name);
    return files;
}

std::vector<fs::path> placesOf(const ExplainRequest& request, const Catalogue& catalogue) {
    std::vector<fs::path> paths;
    for (Place& place : titledPlaces(request, catalogue)) paths.push_back(std::move(place.path));
    if (const fs::path weights = weightsOf(request.model, catalogue); !weights.empty()) {
        paths.push_back(weights);
        std::ranges::copy(describingFiles(weights), std::back_inserter(paths));
    }
    return paths;
}

std::string partOfRequest(const fs::path& file, const ExplainRequest& request,
                          const Catalogue& catalogue) {
    Places places = titledPlaces(request, catalogue);
    places.push_back({weightsOf(request.model, catalogue), "the model"});
    std::error_code ignored;
    const bool exists = fs::exists(file, ignored);
    for (const auto& [path, title] : places) {
        if (isSame(file, path)) return title;
        if (exists && isSame(folderOf(file), path)) return "in the folder of " + title;
    }
    return {};
}

Outcome<Done> checkNoPartOfRequest(const fs::path& file, const ExplainRequest& request,
                                   const Catalogue& catalogue) {
    const std::string part = partOfRequest(file, request, catalogue);
    if (part.empty()) return Done{};
    return Failure{file.string() + ": is " + part + "; give another name"};
}

}  // namespace sigscope
