#include "engine/run/chosen_baseline.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/api/baseline_list.h"
#include "engine/api/readable_file.h"
#include "engine/baselines/baseline.h"
#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/sha256.h"
#include "engine/run/picture_bank.h"

namespace sigscope::run {

namespace fs = std::filesystem;

namespace {

/// As isDrawn(), of one that may have a name: a folder can be called "black", too.
bool canBeDrawn(const std::string& baseline) {
    return baseline == noiseBaseline || (!baselines::isNameOrColour(baseline) && isDrawn(baseline));
}

void requireSense(const ExplainRequest& request) {
    std::vector<std::string> all = baselinesOf(request);
    std::ranges::sort(all);
    if (const auto twice = std::ranges::adjacent_find(all); twice != all.end())
        throw Error("baseline: " + *twice + " is given twice");
    if (request.baselineCount < 1 || request.baselineCount > largestBaselineCount)
        throw Error("baseline-count: '" + std::to_string(request.baselineCount) +
                    "' is not a number from 1 to " + std::to_string(largestBaselineCount));
}

void requireDrawing(const ExplainRequest& request) {
    if (request.baselineCount > 1 && std::ranges::none_of(baselinesOf(request), canBeDrawn))
        throw Error("baseline-count: only noise and the pictures of a folder can be drawn " +
                    std::to_string(request.baselineCount) + " times");
}

void addFile(const fs::path& file, std::vector<ChosenBaseline>& chosen) {
    io::requirePicture(file);
    chosen.push_back({file.string(), 0, io::sha256OfFile(file)});
}

void addFolder(const ExplainRequest& request, const fs::path& folder,
               std::vector<ChosenBaseline>& chosen) {
    std::vector<fs::path> files = picturesIn(folder, "baseline");
    takeOut(files, request.image);
    if (files.size() < static_cast<std::size_t>(request.baselineCount))
        throw Error("baseline: " + folder.string() + " holds " + std::to_string(files.size()) +
                    " pictures beside the explained one, fewer than the " +
                    std::to_string(request.baselineCount) + " to be drawn");
    for (const fs::path& file : drawn(std::move(files), request.baselineCount, request.seed))
        addFile(file, chosen);
}

void add(const ExplainRequest& request, const std::string& baseline,
         std::vector<ChosenBaseline>& chosen) {
    std::error_code ignored;
    if (baseline == noiseBaseline) {
        for (int k = 0; k < request.baselineCount; ++k)
            chosen.push_back({baseline, request.seed + k, {}});
    } else if (baselines::isNameOrColour(baseline)) {
        chosen.push_back({baseline, 0, {}});
    } else if (fs::is_directory(baseline, ignored)) {
        addFolder(request, baseline, chosen);
    } else if (!isAbsent(baseline)) {
        addFile(baseline, chosen);
    } else {
        std::string names;
        for (const Choice& choice : baselines::baselineChoices()) names += choice.name + ", ";
        throw Error("baseline: '" + baseline + "' is none of " + names +
                    "no colour (#rrggbb) and no file");
    }
}

}  // namespace

std::vector<ChosenBaseline> chooseBaselines(const ExplainRequest& request) {
    requireSense(request);
    std::vector<ChosenBaseline> chosen;
    for (const std::string& baseline : baselinesOf(request)) add(request, baseline, chosen);
    requireDrawing(
        request);  // Last: of what cannot be read it is not known whether it can be drawn.
    return chosen;
}

std::string titleOf(const ChosenBaseline& baseline) {
    if (!baseline.sha256.empty()) return fs::path(baseline.source).filename().string();
    if (baseline.source != noiseBaseline) return baseline.source;
    return baseline.source + " (seed " + std::to_string(baseline.seed) + ")";
}

std::vector<std::string> checkPictures(const std::vector<ChosenBaseline>& baselines,
                                       Workshop& workshop, const schedule::Turn& turn) {
    std::vector<std::string> notes;
    std::size_t others = 0;
    for (const ChosenBaseline& baseline : baselines) {
        if (turn.isOver()) break;
        if (baseline.sha256.empty()) continue;
        const auto picture = workshop.baselinePicture(baseline.source);
        if (notes.empty())
            notes = picture->notes;
        else
            others += picture->notes.empty() ? 0 : 1;
    }
    if (others > 0)
        notes.back() += " (and " + std::to_string(others) + " other baselines are like it)";
    return notes;
}

at::Tensor makeBaseline(const ChosenBaseline& baseline, const at::Tensor& input,
                        const models::Classifier& classifier, Workshop& workshop) {
    if (baseline.sha256.empty())
        return baselines::makeBaseline(baseline.source, input, classifier.preprocessing,
                                       baseline.seed);
    const auto picture = workshop.baselinePicture(baseline.source);
    if (picture->sha256 != baseline.sha256)
        throw Error(baseline.source + ": was replaced during the run; try again");
    return toInput(models::resizeAndCrop(picture->image, classifier.preprocessing, baseline.source),
                   classifier);
}

at::Tensor toInput(const models::Crop& crop, const models::Classifier& classifier) {
    const at::Tensor raw = models::toRaw(crop.image, classifier.dtype).to(classifier.device);
    return models::normalise(raw, classifier.preprocessing);
}

}  // namespace sigscope::run
