#include "app/explain_pictures.h"

#include <map>
#include <set>
#include <string>

#include "app/output_files.h"
#include "engine/api/picture_file.h"

namespace sigscope::app {

namespace {

namespace fs = std::filesystem;
using Runs = std::vector<ExplainOptions>;

/// `output` with the name of `picture`, without its ending, in place of each {name}.
fs::path withName(const fs::path& output, const fs::path& picture) {
    constexpr std::string_view placeholder = outputNamePlaceholder;
    const std::string name = picture.stem().string();
    std::string text = output.string();
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at + name.size()))
        text.replace(at, placeholder.size(), name);
    return text;
}

/// `request`, with `picture`, and with the files of its recipe found, if it has one.
Outcome<ExplainRequest> restored(const ExplainOptions& options, const fs::path& picture,
                                 const Catalogue& catalogue, RunNotes& notes) {
    ExplainRequest request = options.request;
    request.image = picture;
    if (!options.recipe) return request;
    Outcome<RestoredRequest> found = restoreRequest(*options.recipe, std::move(request), catalogue);
    if (!found) return Failure{found.error()};
    for (const std::string& note : found.value().notes) notes.say(note);
    return std::move(found).value().request;
}

/// The options of each of `pictures`: the request restored with the first of them.
Runs runsOf(const ExplainOptions& options, const ExplainRequest& request,
            const std::vector<fs::path>& pictures) {
    Runs runs;
    for (const fs::path& picture : pictures) {
        ExplainOptions& run = runs.emplace_back(options);
        run.moreImages.clear();
        run.request = request;
        if (!picture.empty()) run.request.image = picture;
        for (fs::path& output : run.outputs) output = withName(output, run.request.image);
    }
    return runs;
}

Outcome<Done> checkNamesDiffer(const ExplainOptions& options) {
    if (!hasSeveralPictures(options)) return Done{};
    for (const fs::path& output : options.outputs)
        if (output.string().find(outputNamePlaceholder) == std::string::npos)
            return Failure{output.string() +
                           ": each of several pictures needs a file of its own; write {name} where "
                           "the picture's name is to stand, as in '{name}" +
                           output.extension().string() + "'"};
    return Done{};
}

/// What each picture would be written to is its own.
Outcome<Done> checkDistinct(const Runs& runs) {
    std::map<fs::path, fs::path> pictureOf;
    for (const ExplainOptions& run : runs) {
        for (const fs::path& output : std::set(run.outputs.begin(), run.outputs.end())) {
            const auto [other, isNew] = pictureOf.emplace(output, run.request.image);
            if (!isNew)
                return Failure{output.string() + ": both " + other->second.string() + " and " +
                               run.request.image.string() +
                               " would be written to it; explain them one after the other"};
        }
    }
    return Done{};
}

/// No picture is lost to the result of another.
Outcome<Done> checkPicturesKept(const Runs& runs) {
    std::error_code ignored;
    std::set<fs::path> pictures;
    for (const ExplainOptions& run : runs)
        pictures.insert(fs::weakly_canonical(run.request.image, ignored));
    for (const ExplainOptions& run : runs)
        for (const fs::path& output : run.outputs)
            if (fs::exists(output, ignored) &&
                pictures.contains(fs::weakly_canonical(output, ignored)))
                return Failure{output.string() +
                               ": is one of the pictures to explain; give another name"};
    return Done{};
}

Outcome<Done> checkOutputsOf(const Runs& runs, const Catalogue& catalogue) {
    for (const ExplainOptions& run : runs)
        if (Outcome<Done> checked = checkOutputs(run.outputs, run.request, catalogue); !checked)
            return checked;
    if (Outcome<Done> checked = checkDistinct(runs); !checked) return checked;
    return checkPicturesKept(runs);
}

}  // namespace

bool hasSeveralPictures(const ExplainOptions& options) {
    std::error_code ignored;
    return !options.moreImages.empty() || fs::is_directory(options.request.image, ignored);
}

Outcome<Runs> perPicture(const ExplainOptions& options, const Catalogue& catalogue,
                         RunNotes& notes) {
    if (const Outcome<Done> checked = checkNamesDiffer(options); !checked)
        return Failure{checked.error()};
    std::vector<fs::path> places{options.request.image};
    places.insert(places.end(), options.moreImages.begin(), options.moreImages.end());
    const Outcome<std::vector<fs::path>> pictures = picturesAt(places);
    if (!pictures) return Failure{pictures.error()};
    const Outcome<ExplainRequest> request =
        restored(options, pictures.value().front(), catalogue, notes);
    if (!request) return Failure{request.error()};
    Runs runs = runsOf(options, request.value(), pictures.value());
    if (const Outcome<Done> checked = checkOutputsOf(runs, catalogue); !checked)
        return Failure{checked.error()};
    return runs;
}

}  // namespace sigscope::app
