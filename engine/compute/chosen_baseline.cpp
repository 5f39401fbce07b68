#include "engine/compute/chosen_baseline.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/api/baseline_list.h"
#include "engine/api/readable_file.h"
#include "engine/baselines/baseline.h"
#include "engine/compute/picture_bank.h"
#include "engine/error.h"
#include "engine/io/image_file.h"
#include "engine/io/sha256.h"

namespace sigscope::compute {

namespace fs = std::filesystem;

namespace {

void requireSense(const ExplainRequest& request) {
    const std::vector<BaselineSpec>& all = request.baselines;
    for (auto one = all.begin(); one != all.end(); ++one)
        if (std::find(std::next(one), all.end(), *one) != all.end())
            throw Error("baseline: " + toText(*one) + " is given twice");
    if (request.baselineCount < 1 || request.baselineCount > largestBaselineCount)
        throw Error("baseline-count: '" + std::to_string(request.baselineCount) +
                    "' is not a number from 1 to " + std::to_string(largestBaselineCount));
}

void requireDrawing(const ExplainRequest& request) {
    if (request.baselineCount > 1 && !drawsBaselines(request))
        throw Error("baseline-count: only noise and the pictures of a folder can be drawn " +
                    std::to_string(request.baselineCount) + " times");
}

/// What a request's baselines are one by one.
class Choosing {
public:
    explicit Choosing(const ExplainRequest& request) : m_request(request) {}

    void operator()(NamedBaseline name) {
        const int count = name == NamedBaseline::Noise ? m_request.baselineCount : 1;
        for (int k = 0; k < count; ++k) m_chosen.push_back({name, m_request.seed + k});
    }

    void operator()(const ColourBaseline& colour) { m_chosen.push_back({colour}); }

    void operator()(const PictureBaseline& picture) {
        if (isAbsent(picture.file)) refuse(picture);
        io::requirePicture(picture.file);
        m_chosen.push_back({picture, 0, io::sha256OfFile(picture.file)});
    }

    void operator()(const FolderBaseline& pictures) {
        std::vector<fs::path> files = picturesIn(pictures.folder, "baseline");
        takeOut(files, m_request.image);
        const int count = m_request.baselineCount;
        if (files.size() < static_cast<std::size_t>(count))
            throw Error("baseline: " + pictures.folder.string() + " holds " +
                        std::to_string(files.size()) +
                        " pictures beside the explained one, fewer than the " +
                        std::to_string(count) + " to be drawn");
        for (const fs::path& file : drawn(std::move(files), count, m_request.seed))
            (*this)(PictureBaseline{file});
    }

    [[nodiscard]] std::vector<ChosenBaseline> chosen() && { return std::move(m_chosen); }

private:
    /// What is neither may be a name that was misspelt.
    [[noreturn]] static void refuse(const PictureBaseline& picture) {
        std::string names;
        for (const Choice& choice : namedBaselines()) names += choice.name + ", ";
        throw Error("baseline: '" + picture.file.string() + "' is none of " + names +
                    "no colour (#rrggbb) and no file");
    }

    const ExplainRequest& m_request;
    std::vector<ChosenBaseline> m_chosen;
};

}  // namespace

std::vector<ChosenBaseline> chooseBaselines(const ExplainRequest& request) {
    requireSense(request);
    Choosing choosing(request);
    for (const BaselineSpec& baseline : request.baselines) std::visit(choosing, baseline);
    // Last: of what cannot be read it is not known whether it can be drawn.
    requireDrawing(request);
    return std::move(choosing).chosen();
}

std::string titleOf(const ChosenBaseline& baseline) {
    if (const auto* picture = std::get_if<PictureBaseline>(&baseline.spec))
        return picture->file.filename().string();
    const std::string text = toText(baseline.spec);
    return isDrawn(baseline.spec) ? text + " (seed " + std::to_string(baseline.seed) + ")" : text;
}

std::vector<std::string> checkPictures(const std::vector<ChosenBaseline>& baselines,
                                       ComputeContext& context, const schedule::Turn& turn) {
    std::vector<std::string> notes;
    std::size_t others = 0;
    for (const ChosenBaseline& baseline : baselines) {
        if (turn.isOver()) break;
        const auto* chosen = std::get_if<PictureBaseline>(&baseline.spec);
        if (chosen == nullptr) continue;
        const auto picture = context.baselinePicture(chosen->file);
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
                        const models::Classifier& classifier, ComputeContext& context) {
    if (const auto* name = std::get_if<NamedBaseline>(&baseline.spec))
        return baselines::makeBaseline(*name, input, classifier.preprocessing, baseline.seed);
    if (const auto* colour = std::get_if<ColourBaseline>(&baseline.spec))
        return baselines::makeBaseline(*colour, input, classifier.preprocessing);
    const fs::path& file = std::get<PictureBaseline>(baseline.spec).file;
    const auto picture = context.baselinePicture(file);
    if (picture->sha256 != baseline.sha256)
        throw Error(file.string() + ": was replaced during the run; try again");
    return toInput(models::resizeAndCrop(picture->image, classifier.preprocessing, file.string()),
                   classifier);
}

at::Tensor toInput(const models::Crop& crop, const models::Classifier& classifier) {
    const at::Tensor raw = models::toRaw(crop.image, classifier.dtype).to(classifier.device);
    return models::normalise(raw, classifier.preprocessing);
}

}  // namespace sigscope::compute
