#include "engine/api/request_files.h"

#include <sstream>
#include <system_error>

namespace sigscope {

namespace fs = std::filesystem;

namespace {

/// A file that is read, or a folder whose files are.
struct Place {
    fs::path path;
    std::string title;  ///< "the baseline", "the references".
};

bool isSame(const fs::path& a, const fs::path& b) {
    std::error_code ignored;
    return fs::equivalent(a, b, ignored);
}

void addBaselines(std::vector<Place>& places, const ExplainRequest& request) {
    for (const BaselineSpec& baseline : request.baselines) {
        if (const auto* picture = std::get_if<PictureBaseline>(&baseline))
            places.push_back({picture->file, "the baseline"});
        if (const auto* pictures = std::get_if<FolderBaseline>(&baseline))
            places.push_back({pictures->folder, "the baselines"});
    }
}

/// Of the method's parameters: files separated by semicolons, or a folder.
void addParameters(std::vector<Place>& places, const ExplainRequest& request,
                   const Catalogue& catalogue) {
    const MethodSpec* method = catalogue.method(request.method);
    if (method == nullptr) return;
    for (const ParameterSpec& spec : method->parameters) {
        const auto value = request.parameters.find(spec.name);
        if (!spec.namesFiles() || value == request.parameters.end()) continue;
        for (const fs::path& file : namedFiles(toText(value->second)))
            places.push_back({file, "the " + spec.name});
    }
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

std::string partOfRequest(const fs::path& file, const ExplainRequest& request,
                          const Catalogue& catalogue) {
    std::vector<Place> places{{request.image, "the picture to explain"},
                              {request.model, "the model"}};
    addBaselines(places, request);
    addParameters(places, request, catalogue);
    std::error_code ignored;
    const bool exists = fs::exists(file, ignored);
    for (const auto& [path, title] : places) {
        if (isSame(file, path)) return title;
        if (exists && isSame(folderOf(file), path)) return "in the folder of " + title;
    }
    return {};
}

}  // namespace sigscope
